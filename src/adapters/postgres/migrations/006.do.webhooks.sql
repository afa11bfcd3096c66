-- The type of the change, for webhooks. Null where it follows from the action alone.
alter table history add type text;

create table webhooks (
  webhook_id text primary key,
  name text not null,
  url text not null,
  types text[] not null,
  secret text not null,
  previous_secret text,
  previous_secret_until timestamptz,
  created_at timestamptz not null,
  disabled_at timestamptz,
  check ((previous_secret is null) = (previous_secret_until is null))
);

-- How far the changes of an event are delivered. An event without a row begins at revision 0.
create table webhook_cursors (
  webhook_id text not null references webhooks on delete cascade,
  event_id text not null,
  revision bigint not null,
  attempts integer not null default 0,
  next_attempt_at timestamptz,
  claim_id text,
  claimed_until timestamptz,
  primary key (webhook_id, event_id),
  check ((claim_id is null) = (claimed_until is null))
) with (fillfactor = 50); -- room for the next versions of a row beside the last one

create table webhook_deliveries (
  webhook_id text not null references webhooks on delete cascade,
  delivery_id text not null,
  event_id text not null,
  revision bigint not null,
  type text not null,
  attempt integer not null,
  at timestamptz not null,
  outcome text not null,
  status integer,
  error text,
  primary key (webhook_id, delivery_id)
);
create index webhook_deliveries_in_order on webhook_deliveries (webhook_id, at, delivery_id collate "C");
create index webhook_deliveries_by_age on webhook_deliveries (at);
