-- For bookings that were cancelled long ago, which are deleted together with old history.
create index bookings_by_cancellation on bookings (cancelled_at) where cancelled_at is not null;
