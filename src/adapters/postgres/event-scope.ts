import type { EventId } from '../../domain/seat.ts'
import type { SqlDatabase } from './sql.ts'

/**
 * The start of the condition on a table in a statement for a batch of calls. The events of the batch are in the rows that
 * are passed.
 */
export type EventScope = (table: string) => string

/** For batches with any events. */
export const ANY_EVENTS: EventScope = () => ''

/**
 * For batches with one event, which is $1. Every table has this condition, so Citus knows that all rows are on one node.
 * A plain server does not need it: small changes of several events share a statement there (ADR 40).
 */
export const ONE_EVENT: EventScope = (table) => `${table}.event_id = $1 and `

/** Limits a batch to one event if the database is distributed. */
export function oneEventIfDistributed<Call extends { readonly eventId: EventId }>(
  database: Pick<SqlDatabase, 'isDistributed'>,
  begin: () => (call: Call) => boolean,
): () => (call: Call) => boolean {
  return () => {
    const fits = begin()
    let first: EventId | undefined
    return (call) => {
      first ??= call.eventId
      return (!database.isDistributed || call.eventId === first) && fits(call)
    }
  }
}
