-- One index less to write with each booking and each hold. Both are looked for by their own id alone, or by the event
-- as well; a key of both, the id first, serves both ways, and has the event that tables can be split by.
alter table seats drop constraint seats_event_id_booking_id_fkey; -- the same statement writes both, or neither

alter table bookings drop constraint bookings_pkey, add constraint bookings_pkey primary key (booking_id, event_id);
drop index bookings_by_id;

alter table holds drop constraint holds_pkey, add constraint holds_pkey primary key (hold_id, event_id);
drop index holds_by_id;
