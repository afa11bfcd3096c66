import { z } from 'zod'

import type { ClockPort } from '../../../application/ports/clock.port.ts'
import { timeSchema } from '../endpoint/schemas.ts'

/** Shorter than it takes to answer would be of no use. */
const TTL_MS_MIN = 100

/** How long a client wants a hold to last. */
export function ttlMsSchema(ttlMsMax: number) {
  return z.int().min(TTL_MS_MIN).max(ttlMsMax).optional().meta({
    description: 'How long from now; as long as the service has been set to when left out.',
  })
}

/** How an answer says until when a hold lasts. */
export const deadlineFields = {
  expiresAt: timeSchema.meta({ description: 'Until when the seats are kept.' }),
  expiresInMs: z
    .int()
    .meta({ description: 'The same as a duration, for clients whose clock is wrong.' }),
}

export function deadline(expiresAtMs: number, clock: ClockPort) {
  const expiresInMs = Math.max(0, expiresAtMs - clock.now().getTime())
  return { expiresAt: new Date(expiresAtMs).toISOString(), expiresInMs }
}
