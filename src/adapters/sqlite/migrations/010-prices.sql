-- The prices of an event, as JSON, and the time when its accessible seats are sold to all.
alter table events add column prices text;
alter table events add column accessible_release_at integer;
