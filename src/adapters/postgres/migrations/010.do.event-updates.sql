-- The history also has the changes of the event itself, which have no seat.
alter table history
  alter column seat_id drop not null,
  alter column version drop not null,
  add event_update json,
  -- Existing entries have a seat. To check them would lock a large history for a long time.
  add constraint history_is_of_a_seat_or_the_event check (
    (seat_id is null) = (event_update is not null) and (version is null) = (seat_id is null)
  ) not valid;
