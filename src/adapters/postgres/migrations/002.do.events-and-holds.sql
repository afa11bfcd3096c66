-- Events, seats that are held or blocked, and bookings of several seats.

create table events (
  event_id text primary key,
  name text not null,
  starts_at timestamptz,
  created_at timestamptz not null,
  seat_count integer not null,
  plan json, -- null for the default event, whose plan follows from its number of seats
  is_open boolean not null -- false until all seats are there
);
-- The order is the same in every store, whatever a database takes for the alphabet.
create index events_by_age on events (created_at, event_id collate "C");

-- Nobody could make another event than the default one so far. What lists the events goes by milliseconds.
insert into events (event_id, name, created_at, seat_count, is_open)
select event_id, 'Default event', date_trunc('milliseconds', now()), count(*), true
from seats
where event_id = 'default'
group by event_id;

-- How many changes were saved in each event. Every change raises its event's, so the rows are narrow, and a page is
-- left mostly empty: the next versions of a row find room beside it, and nothing has to be done to an index.
create table revisions (
  event_id text primary key,
  revision bigint not null
) with (fillfactor = 10);

-- A seat says itself what it is: held, booked, blocked, or available when it says nothing. So it has one booking at
-- most, whatever a program does.
alter table seats
  add hold_id text,
  add held_until timestamptz,
  add booking_id text,
  add blocked boolean not null default false,
  add constraint seats_are_one_thing
    check (num_nonnulls(hold_id, booking_id, nullif(blocked, false)) <= 1),
  add constraint seats_are_held_until_some_time
    check ((hold_id is null) = (held_until is null));
-- For seats whose hold has run out. It has no column that changes when an available seat is booked.
create index seats_by_deadline on seats (held_until) where held_until is not null;

update seats set booking_id = bookings.booking_id
from bookings
where bookings.event_id = seats.event_id and bookings.seat_id = seats.seat_id;

alter table bookings rename to former_bookings;
alter table former_bookings rename constraint bookings_pkey to former_bookings_pkey;
create table bookings (
  event_id text not null,
  booking_id text not null,
  seat_ids text[] not null,
  booked_at timestamptz not null,
  reference text,
  cancelled_at timestamptz,
  primary key (event_id, booking_id)
);
insert into bookings (event_id, booking_id, seat_ids, booked_at, reference)
select event_id, booking_id, array_agg(seat_id order by seat_id), min(booked_at), min(reference)
from former_bookings
group by event_id, booking_id;
drop table former_bookings;
create index bookings_by_id on bookings (booking_id);
alter table seats add foreign key (event_id, booking_id) references bookings;

create table holds (
  event_id text not null,
  hold_id text not null,
  version integer not null,
  seat_ids text[] not null,
  token_digest text not null,
  client_id text,
  held_at timestamptz not null,
  expires_at timestamptz not null,
  expires_at_max timestamptz not null,
  end_kind text check (end_kind in ('released', 'confirmed')),
  booking_id text,
  primary key (event_id, hold_id),
  check ((end_kind is not distinct from 'confirmed') = (booking_id is not null))
);
create index holds_by_id on holds (hold_id);
create index holds_by_token on holds (token_digest);
create index holds_by_client on holds (client_id, expires_at) where client_id is not null;
create index holds_by_age on holds (expires_at);

-- Each change so far was one of one seat.
alter table history add revision bigint, add ordinal integer, add hold_id text;
update history set revision = numbered.revision, ordinal = 0
from (
  select event_id, position, row_number() over (partition by event_id order by position) as revision
  from history
) as numbered
where numbered.event_id = history.event_id and numbered.position = history.position;
alter table history
  drop constraint history_pkey,
  drop position,
  alter revision set not null,
  alter ordinal set not null,
  add primary key (event_id, revision, ordinal);
insert into revisions (event_id, revision)
select event_id, max(revision) from history group by event_id;

-- What a request was answered is whatever its use case needs to say it again. A booking named one seat, and names a
-- list of them now, so a request that was sent before and is sent again has to be known by its new name.
alter table requests add result text;
update requests set result = '{"bookingId":' || to_json(booking_id) || '}';
update requests
set fingerprint = regexp_replace(fingerprint, '^\{"book":("(\\.|[^"\\])*")', '{"book":[\1]');
alter table requests alter result set not null, drop booking_id;

-- A key is kept as a digest, together with who sent it: so far anybody, without a credential.
update requests set key = rtrim(translate(
  encode(sha256(convert_to('["public","",' || to_json(key) || ']', 'UTF8')), 'base64'), '+/', '-_'), '=');

-- What the tokens of holds are made with, when they have to be made again.
alter table store
  add secret text not null default gen_random_uuid()::text || gen_random_uuid()::text || gen_random_uuid()::text;
