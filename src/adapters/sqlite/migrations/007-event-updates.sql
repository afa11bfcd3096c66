-- The history also has the changes of the event itself, which have no seat. SQLite cannot make a column nullable, so the
-- table is copied.
create table new_history (
  event_no integer not null references events,
  revision integer not null,
  ordinal integer not null,
  seat_id text,
  version integer,
  action text not null,
  type text, -- of the change, for webhooks; null where it follows from the action alone
  hold_id text,
  booking_id text,
  event_update text, -- what has changed in the event, as JSON
  actor text not null,
  request_id text not null,
  at integer not null,
  primary key (event_no, revision, ordinal),
  constraint history_is_of_a_seat_or_the_event check (
    (seat_id is null) = (event_update is not null) and (version is null) = (seat_id is null)
  )
) strict, without rowid;
insert into new_history
select event_no, revision, ordinal, seat_id, version, action, type, hold_id, booking_id, null, actor, request_id, at
from history;
drop table history;
alter table new_history rename to history;
create unique index history_by_seat on history (event_no, seat_id, version);
