-- The details of an event that can be changed.
alter table events add event_version integer not null default 1;
alter table events add time_zone text;
alter table events add sale_opens_at integer;
alter table events add sale_closes_at integer;
alter table events add event_status text not null default 'on-sale';
