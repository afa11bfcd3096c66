import { isUtf8 } from 'node:buffer'

import type { SeatingPlan } from '../../../domain/seating-plan.ts'
import { HttpProblem } from '../endpoint/http-problem.ts'
import { parseSeatingPlan } from './seating-plan.schema.ts'

/** A request body with a plan in it. */
export interface PlanDocument {
  /** The body's fields other than its `plan`, unchecked. */
  readonly head: Readonly<Record<string, unknown>>
  readonly plan: SeatingPlan
}

/** As JSON; it is checked by whoever asked for the plan, and not off the main thread. */
const HEAD_CHARACTERS_MAX = 65_536

/** The largest plan has two objects a seat, and some editors write a few more. */
const OPENINGS_MAX = 1_000_000

/**
 * Reads a body of JSON that has a seating plan in pretix's format as its `plan`, or that is such a plan.
 *
 * @throws {HttpProblem} `malformed-json`, or `invalid-request`, naming the first faults and where they are
 */
export function readPlanDocument(bytes: Uint8Array): PlanDocument {
  const body = objectIn(bytes)
  if (Object.hasOwn(body, 'zones')) return { head: {}, plan: parseSeatingPlan(body) }
  const { plan, ...head } = body
  if (!isShort(head)) throw new HttpProblem('invalid-request', 'body: too much beside the plan')
  return { head, plan: parseSeatingPlan(plan, 'body.plan') }
}

function objectIn(bytes: Uint8Array): object & { readonly plan?: unknown } {
  if (openings(bytes) > OPENINGS_MAX) {
    throw new HttpProblem('invalid-request', 'body: too many objects and lists')
  }
  const value = isUtf8(bytes) ? valueOf(new TextDecoder().decode(bytes)) : undefined
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  throw new HttpProblem('malformed-json', 'The body is not a JSON object.')
}

/**
 * How many objects and lists the JSON can hold at most. Ten million empty ones fit in a few bytes each, and take so
 * much memory that V8 ends the process in the middle of `JSON.parse`, whatever limit its worker has.
 */
function openings(bytes: Uint8Array): number {
  let count = 0
  // '[' is 0x5B and '{' 0x7B, and nothing else in UTF-8 looks like them.
  for (const byte of bytes) if ((byte | 0x20) === 0x7b) count++
  return count
}

/** Undefined for what is not JSON. */
function valueOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function isShort(head: object): boolean {
  try {
    return JSON.stringify(head).length <= HEAD_CHARACTERS_MAX
  } catch (error) {
    // Nested so deeply that it cannot be written.
    if (error instanceof RangeError) return false
    throw error
  }
}
