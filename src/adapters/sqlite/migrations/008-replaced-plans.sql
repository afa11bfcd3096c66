-- A seat that is no longer in the plan of its event keeps its row, so that its versions continue if it is added again.
alter table seats add column removed integer not null default 0 check (
  removed = 0 or (removed = 1 and hold_id is null and booking_id is null and blocked = 0)
);

-- The version in which an event got its current plan. No plan was replaced so far.
alter table events add column plan_version integer not null default 1;
