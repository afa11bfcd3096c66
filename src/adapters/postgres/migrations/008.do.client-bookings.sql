-- For the limit on seats per client. Only public bookings have a client, and only while that limit is set.
create index bookings_by_client on bookings (client_id, event_id) where client_id is not null;
