import type { SeatingPlan } from '../../../domain/seating-plan.ts'
import { HttpProblem } from '../answers/http-problem.ts'
import { largeJsonObjectIn } from '../endpoint/json-text.ts'
import { parseSeatingPlan } from './seating-plan.schema.ts'

/** A parsed request body with a seating plan. */
export interface PlanDocument {
  /** The fields of the body other than `plan`, not validated. */
  readonly head: Readonly<Record<string, unknown>>
  readonly plan: SeatingPlan
}

/** Maximum size of the other fields as JSON. The main thread validates them, so they must be small. */
const HEAD_CHARACTERS_MAX = 65_536

/**
 * Fields of a request that has the plan in `plan`. Beside the zones of a plan they would be kept as unknown fields, and
 * the event would be on sale without them.
 */
const FIELDS_BESIDE_PLAN = [
  'plan',
  'eventId',
  'status',
  'startsAt',
  'timeZone',
  'saleOpensAt',
  'saleClosesAt',
  'prices',
  'accessibleReleaseAt',
] as const

/**
 * Parses a JSON body that is a seating plan in pretix's format, or contains one as its `plan`.
 *
 * @throws {HttpProblem} `malformed-json`, or `invalid-request` with the first faults and their paths
 */
export function readPlanDocument(bytes: Uint8Array): PlanDocument {
  const body: { readonly plan?: unknown } = largeJsonObjectIn(bytes)
  if (Object.hasOwn(body, 'zones')) return { head: {}, plan: barePlanIn(body) }
  const { plan, ...head } = body
  if (!isShort(head))
    throw new HttpProblem(
      'invalid-request',
      'body: the fields other than plan are too large or too deeply nested',
    )
  return { head, plan: parseSeatingPlan(plan, 'body.plan') }
}

function barePlanIn(body: object): SeatingPlan {
  const misplaced = FIELDS_BESIDE_PLAN.filter((field) => Object.hasOwn(body, field))
  if (misplaced.length > 0)
    throw new HttpProblem(
      'invalid-request',
      `body: ${misplaced.join(', ')}: not allowed in a plan; put the plan in "plan", beside them`,
    )
  return parseSeatingPlan(body)
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
