import type { SeatingPlan } from '../../../domain/seating-plan.ts'
import { HttpProblem } from '../answers/http-problem.ts'
import { jsonObjectIn } from '../endpoint/json-text.ts'
import { parseSeatingPlan } from './seating-plan.schema.ts'

/** A parsed request body with a seating plan. */
export interface PlanDocument {
  /** The fields of the body other than `plan`, not validated. */
  readonly head: Readonly<Record<string, unknown>>
  readonly plan: SeatingPlan
}

/** Maximum size of the other fields as JSON. The main thread validates them, so they must be small. */
const HEAD_CHARACTERS_MAX = 65_536

/** The largest plan has two objects per seat; some editors write a few more. */
const OPENINGS_MAX = 1_000_000

/**
 * Parses a JSON body that is a seating plan in pretix's format, or contains one as its `plan`.
 *
 * @throws {HttpProblem} `malformed-json`, or `invalid-request` with the first faults and their paths
 */
export function readPlanDocument(bytes: Uint8Array): PlanDocument {
  if (openings(bytes) > OPENINGS_MAX) {
    throw new HttpProblem('invalid-request', 'body: too many objects and lists')
  }
  const body: { readonly plan?: unknown } = jsonObjectIn(bytes)
  if (Object.hasOwn(body, 'zones')) return { head: {}, plan: parseSeatingPlan(body) }
  const { plan, ...head } = body
  if (!isShort(head))
    throw new HttpProblem(
      'invalid-request',
      'body: the fields other than plan are too large or too deeply nested',
    )
  return { head, plan: parseSeatingPlan(plan, 'body.plan') }
}

/**
 * Returns an upper bound on the number of objects and lists in the JSON. Ten million empty ones fit into a body, and
 * take so much memory that V8 terminates the process inside `JSON.parse`, regardless of the worker's memory limit.
 */
function openings(bytes: Uint8Array): number {
  let count = 0
  // '[' is 0x5B and '{' is 0x7B. No other UTF-8 byte matches.
  for (const byte of bytes) if ((byte | 0x20) === 0x7b) count++
  return count
}

function isShort(head: object): boolean {
  try {
    return JSON.stringify(head).length <= HEAD_CHARACTERS_MAX
  } catch (error) {
    // Nested too deeply to serialize.
    if (error instanceof RangeError) return false
    throw error
  }
}
