-- A seat that is no longer in the plan of its event keeps its row, so that its versions continue if it is added again.
alter table seats
  add removed boolean not null default false,
  -- No existing seat is removed. To check them would lock a large table for a long time.
  add constraint seats_are_free_when_removed
    check (not removed or num_nonnulls(hold_id, booking_id, nullif(blocked, false)) = 0) not valid;

-- The version in which an event got its current plan. No plan was replaced so far.
alter table events add plan_version integer not null default 1;
