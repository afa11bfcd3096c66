-- A deleted event is not open, so no query finds it. Its row is deleted last.
alter table events add column is_deleted integer not null default 0 check (not (is_open and is_deleted));
create index events_deleted on events (event_no) where is_deleted;

-- To delete the log of an event. Holds need no such index: they are found by the history.
create index webhook_deliveries_by_event on webhook_deliveries (event_no);

-- For lists in the order of the start. Events without a start come last.
create index events_by_start on events (coalesce(starts_at, 9007199254740991), event_id);
