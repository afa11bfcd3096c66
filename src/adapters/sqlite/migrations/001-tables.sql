-- Times are milliseconds since 1970. Lists of seat ids are JSON arrays.

-- One row: the id of this database, and the secret from which the tokens of holds are derived.
create table store (
  one integer primary key check (one = 1),
  id text not null,
  secret text not null
) strict;
insert into store values (1, lower(hex(randomblob(16))), lower(hex(randomblob(32))));

-- One row, written only to check that the database can be written.
create table probe (
  one integer primary key check (one = 1),
  data blob not null
) strict;
insert into probe values (1, x'');

-- Other tables refer to an event by its number, which is shorter than its id.
create table events (
  event_no integer primary key,
  event_id text not null unique,
  name text not null,
  starts_at integer,
  created_at integer not null,
  seat_count integer not null,
  is_open integer not null check (is_open in (0, 1)), -- 0 until all seats are there
  plan text -- null for the default event, whose plan follows from its number of seats
) strict;
create index events_by_age on events (created_at, event_id);

-- The number of changes saved in each event.
create table revisions (
  event_no integer primary key references events,
  revision integer not null
) strict;

-- The row of a seat has its state: held, booked, blocked, or available without any of these. The constraint ensures that
-- it has at most one booking.
create table seats (
  event_no integer not null references events,
  seat_id text not null,
  version integer not null default 0,
  hold_id text,
  held_until integer,
  booking_id text,
  blocked integer not null default 0 check (blocked in (0, 1)),
  primary key (event_no, seat_id),
  constraint seats_are_one_thing check ((hold_id is not null) + (booking_id is not null) + blocked <= 1),
  constraint seats_are_held_until_a_time check ((hold_id is null) = (held_until is null))
) strict, without rowid;
create index seats_by_deadline on seats (held_until) where held_until is not null;

create table holds (
  hold_id text primary key,
  event_no integer not null references events,
  version integer not null,
  seat_ids text not null,
  token_digest text not null,
  client_id text,
  held_at integer not null,
  expires_at integer not null,
  expires_at_max integer not null,
  end_kind text check (end_kind in ('released', 'confirmed')),
  booking_id text,
  check ((end_kind is 'confirmed') = (booking_id is not null))
) strict, without rowid;
create index holds_by_token on holds (token_digest);
create index holds_by_client on holds (client_id, expires_at) where client_id is not null;
create index holds_by_age on holds (expires_at);

create table bookings (
  booking_id text primary key,
  event_no integer not null references events,
  seat_ids text not null,
  booked_at integer not null,
  reference text,
  cancelled_at integer
) strict, without rowid;
create index bookings_by_cancellation on bookings (cancelled_at) where cancelled_at is not null;

create table history (
  event_no integer not null references events,
  revision integer not null,
  ordinal integer not null,
  seat_id text not null,
  version integer not null,
  action text not null,
  hold_id text,
  booking_id text,
  actor text not null,
  request_id text not null,
  at integer not null,
  primary key (event_no, revision, ordinal)
) strict, without rowid;
create unique index history_by_seat on history (event_no, seat_id, version);

-- The results of requests with an Idempotency-Key, which are returned for repeated requests.
create table requests (
  event_no integer not null references events,
  key text not null,
  fingerprint text not null,
  result text not null,
  saved_at integer not null,
  primary key (event_no, key)
) strict, without rowid;
create index requests_by_age on requests (saved_at);
