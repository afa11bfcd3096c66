import { z } from 'zod'

import type { ClockPort } from '../../../application/ports/clock.port.ts'
import { timeSchema } from '../endpoint/schemas.ts'

export interface HoldRequestLimits {
  readonly seatsMax: number
  readonly ttlMaxMs: number
}

/** A shorter hold could expire before the response arrives. */
const TTL_MIN_MS = 100

export function ttlMsSchema(ttlMaxMs: number) {
  return z.int().min(TTL_MIN_MS).max(ttlMaxMs).optional().meta({
    description: 'The duration of the hold from now, in milliseconds. Default: `HOLD_TTL_MS`.',
  })
}

/** The deadline of a hold in a response. */
export const deadlineFields = {
  expiresAt: timeSchema.meta({ description: 'The time when the hold expires.' }),
  expiresInMs: z
    .int()
    .meta({ description: 'The remaining time in milliseconds, independent of the client clock.' }),
}

/** Returns the deadline as in a response. */
export function deadline(expiresAtMs: number, clock: ClockPort) {
  const expiresInMs = Math.max(0, expiresAtMs - clock.now().getTime())
  return { expiresAt: new Date(expiresAtMs).toISOString(), expiresInMs }
}
