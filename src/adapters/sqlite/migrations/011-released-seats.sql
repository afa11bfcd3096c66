-- To find what a client has released, for the cooldown of holds. Only these entries have a row in the index, so that it costs
-- nothing when seats are held and booked.
create index history_of_released_seats on history (hold_id) where action in ('released', 'expired');
