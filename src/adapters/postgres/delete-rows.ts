// Each of these statements deletes some of the rows that have a value in the column `key`. They return nothing by
// themselves.
//
// $1       the value
// $2       the most rows to delete

/** Skips rows that another instance is deleting. */
export const deleteByCtid = (table: string, key: 'event_id' | 'webhook_id', order: string) => `
  delete from ${table} where ${key} = $1 and ctid = any (array(
    select ctid from ${table} where ${key} = $1 order by ${order} limit $2 for update skip locked
  ))`

/** Each node of a distributed database has its own copy of the deliveries, in which a row has another `ctid`. */
export const deleteDeliveriesOfAllNodes = (key: 'event_id' | 'webhook_id') => `
  delete from webhook_deliveries using (
    select webhook_id, delivery_id from webhook_deliveries where ${key} = $1
    order by webhook_id, delivery_id limit $2
  ) as first
  where webhook_deliveries.${key} = $1 and webhook_deliveries.webhook_id = first.webhook_id
    and webhook_deliveries.delivery_id = first.delivery_id`
