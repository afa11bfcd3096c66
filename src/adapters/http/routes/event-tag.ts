import { eventStateOf, type EventSummary } from '../../../domain/event.ts'
import { digestOf } from '../endpoint/digest.ts'

/**
 * Identifies the state of an event, without its plan. An `ETag` of an event is this tag alone, or this tag, a dot and a
 * digest of the response. So `If-Match` can be checked without the plan.
 */
export function eventTagOf(event: EventSummary): string {
  return digestOf(eventStateOf(event)).slice(0, 22)
}

/** Whether `If-Match` names this state of the event (RFC 9110, section 13.1.1). Weak tags never match. */
export function isMatch(ifMatch: string, event: EventSummary): boolean {
  const tags = ifMatch.split(',').map((tag) => tag.trim())
  const eventTag = eventTagOf(event)
  return tags.some(
    (tag) => tag === '*' || tag === `"${eventTag}"` || tag.startsWith(`"${eventTag}.`),
  )
}
