import { z } from 'zod'

import { eventStateOf, type EventSummary } from '../../../domain/event.ts'
import type { Problem } from '../answers/http-problem.ts'
import { digestOf } from '../endpoint/digest.ts'

export const ifMatchSchema = z
  .string()
  .max(1_024)
  .optional()
  .describe(
    'The `ETag` of the event as it was read, or `*`. Required for a change. The change is refused if the event has changed since.',
  )

export const IF_MATCH_MISSING = {
  code: 'if-match-missing',
  message: 'If-Match: is missing',
} as const satisfies Problem

/**
 * Identifies the state of an event, without its plan. An `ETag` of an event is this tag alone, or this tag, a dot and a
 * digest of the response. So `If-Match` can be checked without the plan.
 */
export function eventTagOf(event: EventSummary): string {
  return digestOf(eventStateOf(event)).slice(0, 22)
}

/** The `ETag` of the state of an event. */
export function eventEtag(event: EventSummary): string {
  return `"${eventTagOf(event)}"`
}

/**
 * The `ETag` of a response with an event.
 * @param digest of the response
 */
export function eventEtagWith(eventTag: string, digest: string): string {
  return `"${eventTag}.${digest}"`
}

/**
 * Whether `If-Match` names this state of the event. RFC 9110, section 13.1.1, demands that weak tags never match. Here
 * they do, because proxies that compress answers make their tags weak. This tag names the state of the event and not
 * the bytes of the answer, so it means the same with `W/`.
 */
export function isMatch(ifMatch: string, event: EventSummary): boolean {
  const tags = ifMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  const eventTag = eventTagOf(event)
  return tags.some(
    (tag) => tag === '*' || tag === `"${eventTag}"` || tag.startsWith(`"${eventTag}.`),
  )
}
