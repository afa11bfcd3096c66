-- The type of the change, for webhooks. Null where it follows from the action alone.
alter table history add column type text;

-- Lists of types are JSON arrays.
create table webhooks (
  webhook_id text primary key,
  name text not null,
  url text not null,
  types text not null,
  secret text not null,
  previous_secret text,
  previous_secret_until integer,
  created_at integer not null,
  disabled_at integer,
  check ((previous_secret is null) = (previous_secret_until is null))
) strict, without rowid;

-- How far the changes of an event are delivered. An event without a row begins at revision 0.
create table webhook_cursors (
  webhook_id text not null references webhooks on delete cascade,
  event_no integer not null references events,
  revision integer not null,
  attempts integer not null default 0,
  next_attempt_at integer,
  claim_id text,
  claimed_until integer,
  primary key (webhook_id, event_no),
  check ((claim_id is null) = (claimed_until is null))
) strict, without rowid;

create table webhook_deliveries (
  webhook_id text not null references webhooks on delete cascade,
  delivery_id text not null,
  event_no integer not null references events,
  revision integer not null,
  type text not null,
  attempt integer not null,
  at integer not null,
  outcome text not null,
  status integer,
  error text,
  primary key (webhook_id, delivery_id)
) strict, without rowid;
create index webhook_deliveries_in_order on webhook_deliveries (webhook_id, at, delivery_id);
create index webhook_deliveries_by_age on webhook_deliveries (at);
