-- Distributes the tables of a database with the extension Citus over its nodes. Runs after each migration, and skips
-- tables that are already distributed. Tables that no other table is joined with stay at the coordinator, so that they
-- can be written while a node is down.

-- A copy on each node: the webhooks, and their log, whose key does not include the event.
select create_reference_table(name::regclass)
from unnest(array['webhooks', 'webhook_deliveries']) as name
where not exists (select from pg_dist_partition where logicalrelid = name::regclass and repmodel = 't');

-- All rows of an event on one node.
select create_distributed_table('events', 'event_id')
where not exists (select from pg_dist_partition where logicalrelid = 'events'::regclass and partmethod = 'h');
select create_distributed_table(name::regclass, 'event_id', colocate_with => 'events')
from unnest(array['revisions', 'seats', 'holds', 'bookings', 'requests', 'history', 'webhook_cursors']) as name
where not exists (select from pg_dist_partition where logicalrelid = name::regclass and partmethod = 'h');
