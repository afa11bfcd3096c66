-- Distributes the tables of Holdfast by event in a Citus cluster. Run it once, at the coordinator, after Holdfast has
-- migrated the database. An experiment: bookings do not work then yet. docs/deployment.md explains it.
begin;

-- A copy on each node: tables without an event, and the log of webhooks, whose key does not include the event.
select create_reference_table('store');
select create_reference_table('access_keys');
select create_reference_table('webhooks');
select create_reference_table('webhook_deliveries');

-- All rows of an event on one node.
select create_distributed_table('events', 'event_id');
select create_distributed_table('revisions', 'event_id', colocate_with => 'events');
select create_distributed_table('seats', 'event_id', colocate_with => 'events');
select create_distributed_table('holds', 'event_id', colocate_with => 'events');
select create_distributed_table('bookings', 'event_id', colocate_with => 'events');
select create_distributed_table('requests', 'event_id', colocate_with => 'events');
select create_distributed_table('history', 'event_id', colocate_with => 'events');
select create_distributed_table('webhook_cursors', 'event_id', colocate_with => 'events');

commit;
