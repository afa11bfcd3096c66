-- A deleted event is not open, so no query finds it. Its row is deleted last.
alter table events
  add is_deleted boolean not null default false,
  add constraint deleted_events_are_not_open check (not (is_open and is_deleted));
create index events_deleted on events (event_id) where is_deleted;

-- Every change of seats raises the revision, so it fails if the event was deleted after the statement has begun.
alter table revisions
  add is_deleted boolean not null default false,
  add constraint deleted_events_do_not_change check (not is_deleted or revision = 0);

-- To delete the log of an event. Holds need no such index: they are found by the history.
create index webhook_deliveries_by_event on webhook_deliveries (event_id);

-- For lists in the order of the start. Events without a start come last.
create index events_by_start on events (coalesce(starts_at, 'infinity'), event_id collate "C");
