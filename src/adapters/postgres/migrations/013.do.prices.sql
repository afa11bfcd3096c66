-- The prices of an event, as JSON, and the time when its accessible seats are sold to all. Nullable without a default, so the
-- rows are not rewritten, and an earlier release can still add and change events.
alter table events
  add prices json,
  add accessible_release_at timestamptz;
