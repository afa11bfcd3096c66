-- Short codes for people of holds and bookings, and bookings that can change.

-- The code of an existing row: the last 40 bits of its id, or of a hash if the id is not a UUID, in Crockford's base32.
create function pg_temp.short_code(id text) returns text language sql as $$
  select string_agg(substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', ((bits >> place) & 31)::int + 1, 1), '' order by place desc)
  from (
    select ('x' || lpad(right(case when id ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then id else md5(id) end, 10), 16, '0'))::bit(64)::bigint as bits
  ) as number, generate_series(0, 35, 5) as place
$$;

alter table bookings
  add code text,
  add version integer,
  add cancelled_seat_ids text[],
  add client_id text; -- of a public booking, if the seats per client are limited
update bookings set
  code = pg_temp.short_code(booking_id),
  version = case when cancelled_at is null then 1 else 2 end,
  cancelled_seat_ids = case when cancelled_at is null then '{}' else seat_ids end;
-- Two of the codes may be equal. All but the first of them get another one.
update bookings set code = pg_temp.short_code('other code of ' || booking_id)
from (
  select booking_id as id, row_number() over (partition by event_id, code order by booking_id) as number from bookings
) as numbered
where booking_id = numbered.id and number > 1;
alter table bookings
  alter code set not null,
  alter version set not null,
  alter cancelled_seat_ids set not null;
create unique index bookings_by_code on bookings (code, event_id);
create index bookings_by_time on bookings (event_id, booked_at, booking_id collate "C");
create index bookings_by_reference on bookings (reference, event_id) where reference is not null;

-- A booking made from a hold has the code of the hold.
alter table holds add code text;
update holds set code = pg_temp.short_code(hold_id);
update holds set code = bookings.code
from bookings
where bookings.booking_id = holds.booking_id and bookings.event_id = holds.event_id;
alter table holds alter code set not null;
