-- The key of whatever belongs to an event leads with the event, so that tables can be split by it.

create table seats (
  event_id text not null,
  seat_id text not null,
  version integer not null default 0,
  primary key (event_id, seat_id)
) with (fillfactor = 80); -- room for a seat's next version beside its last one

-- A seat is booked when it has a row here. The key lets it have only one, whatever a program does.
create table bookings (
  event_id text not null,
  seat_id text not null,
  booking_id text not null,
  booked_at timestamptz not null,
  reference text,
  primary key (event_id, seat_id),
  foreign key (event_id, seat_id) references seats
);
create index bookings_by_id on bookings (event_id, booking_id);

create table history (
  event_id text not null,
  position bigint generated always as identity,
  seat_id text not null,
  version integer not null,
  action text not null,
  booking_id text,
  actor text not null,
  request_id text not null,
  at timestamptz not null,
  primary key (event_id, position),
  unique (event_id, seat_id, version)
);

-- Requests that carried an Idempotency-Key, for as long as their repetition must be told the same.
create table requests (
  event_id text not null,
  key text not null,
  fingerprint text not null,
  booking_id text not null,
  saved_at timestamptz not null,
  primary key (event_id, key)
);
create index requests_by_age on requests (saved_at);

-- Names this database, however many instances of the service share it.
create table store (id uuid primary key default gen_random_uuid());
insert into store default values;
