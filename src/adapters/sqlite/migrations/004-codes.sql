-- Short codes for people of holds and bookings, and bookings that can change. The program provides the function
-- short_code, which derives the code of an existing row from its id. SQLite adds no columns that are not null and have
-- no default, so the tables are copied.

create table new_bookings (
  booking_id text primary key,
  event_no integer not null references events,
  code text not null,
  version integer not null,
  seat_ids text not null,
  cancelled_seat_ids text not null,
  booked_at integer not null,
  reference text,
  client_id text, -- of a public booking, if the seats per client are limited
  cancelled_at integer
) strict, without rowid;
insert into new_bookings
select booking_id, event_no, short_code(booking_id), iif(cancelled_at is null, 1, 2), seat_ids,
  iif(cancelled_at is null, '[]', seat_ids), booked_at, reference, null, cancelled_at
from bookings;
-- Two of the codes may be equal. All but the first of them get another one.
update new_bookings set code = short_code('other code of ' || booking_id)
where booking_id in (
  select booking_id
  from (select booking_id, row_number() over (partition by event_no, code order by booking_id) as number from new_bookings)
  where number > 1
);
drop table bookings;
alter table new_bookings rename to bookings;
create unique index bookings_by_code on bookings (code, event_no);
create index bookings_by_time on bookings (event_no, booked_at, booking_id);
create index bookings_by_reference on bookings (reference, event_no) where reference is not null;
create index bookings_by_cancellation on bookings (cancelled_at) where cancelled_at is not null;

-- A booking made from a hold has the code of the hold.
create table new_holds (
  hold_id text primary key,
  event_no integer not null references events,
  code text not null,
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
insert into new_holds
select hold_id, holds.event_no, coalesce(bookings.code, short_code(hold_id)), holds.version, holds.seat_ids,
  token_digest, holds.client_id, held_at, expires_at, expires_at_max, end_kind, holds.booking_id
from holds left join bookings using (booking_id);
drop table holds;
alter table new_holds rename to holds;
create index holds_by_token on holds (token_digest);
create index holds_by_client on holds (client_id, expires_at) where client_id is not null;
create index holds_by_age on holds (expires_at);
