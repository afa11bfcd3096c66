-- The details of an event that can be changed.
alter table events
  add event_version integer not null default 1,
  add time_zone text,
  add sale_opens_at timestamptz,
  add sale_closes_at timestamptz,
  add event_status text not null default 'on-sale';
