import { isDeepStrictEqual } from 'node:util'

import type { ExtraFields } from '../../../domain/seating-plan.ts'
import { supportedText } from '../endpoint/schemas.ts'

/** The depth of lists and objects in the extra fields of an element. */
const DEPTH_MAX = 16
/** The weight of the extra fields of an element. Enough for a polygon with the most points, of an area drawn otherwise. */
const WEIGHT_MAX = 100_000
/** Copying a text of this length takes about as long as copying a number. */
const CHARACTERS_PER_VALUE = 64

/**
 * The fields that would be missing or different if an element were written as it was parsed. Written over its other
 * fields, they restore the given element. Characters that the stores do not support are replaced.
 * @returns undefined if there are none
 */
export function extraFieldsOf(
  given: object,
  written: Readonly<Record<string, unknown>>,
): ExtraFields | 'too-large' | undefined {
  const different = ([key, value]: [string, unknown]) =>
    !Object.hasOwn(written, key) || !isDeepStrictEqual(value, written[key])
  const candidates = Object.entries(given).filter(different)
  if (candidates.length === 0) return undefined
  if (weightOfValue(Object.fromEntries(candidates)) > WEIGHT_MAX) return 'too-large'
  const extra = candidates.map((field) => supported(field) as typeof field).filter(different)
  return extra.length === 0 ? undefined : Object.fromEntries(extra)
}

/** The number of values, where long texts count as several. Infinity if they are nested too deeply. */
export function weightOfValue(value: unknown, depth = 0): number {
  if (typeof value === 'string') return 1 + value.length / CHARACTERS_PER_VALUE
  if (typeof value !== 'object' || value === null) return 1
  if (depth > DEPTH_MAX) return Infinity
  return Object.entries(value).reduce(
    (sum, [key, member]) =>
      sum + key.length / CHARACTERS_PER_VALUE + weightOfValue(member, depth + 1),
    1,
  )
}

/** A copy with supported characters only. `Object.fromEntries` also defines `__proto__` as an own field. */
function supported(value: unknown): unknown {
  if (typeof value === 'string') return supportedText(value)
  if (Array.isArray(value)) return value.map(supported)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [supportedText(key), supported(member)]),
  )
}
