import { errors, jwtVerify } from 'jose'

import type { ClockPort } from '../../../application/ports/clock.port.ts'
import type { EventId } from '../../../domain/seat.ts'
import type { Problem } from '../answers/http-problem.ts'
import { text } from '../endpoint/schemas.ts'

/** Stored with holds and bookings. */
const subjectSchema = text({ charactersMax: 255 })

/** Checks admission tokens: JSON Web Tokens (RFC 7519) by which a shop decides who can hold seats of an event. */
export class Admission {
  readonly #key: Uint8Array
  readonly #clock: ClockPort

  /** @param key the secret that the shop signs them with, by HMAC with SHA-256 */
  constructor(key: Uint8Array, clock: ClockPort) {
    this.#key = key
    this.#clock = clock
  }

  /** Returns the client that a token admits to an event. It replaces the address of the client in all limits. */
  async admit(
    token: string | undefined,
    eventId: EventId,
  ): Promise<{ readonly client: string } | Problem<'admission-required'>> {
    if (token === undefined) return refused('Send an admission token in the header Admission.')
    try {
      const { payload } = await jwtVerify(token, this.#key, {
        algorithms: ['HS256'],
        audience: eventId,
        requiredClaims: ['exp', 'sub'],
        currentDate: this.#clock.now(),
      })
      const subject = subjectSchema.safeParse(payload.sub)
      if (!subject.success) return refused('The subject of the admission token is not valid.')
      return { client: `subject:${subject.data}` }
    } catch (error) {
      if (error instanceof errors.JOSEError) return refused(faultOf(error))
      throw error
    }
  }
}

function faultOf(error: errors.JOSEError): string {
  if (error instanceof errors.JWTExpired) return 'The admission token has expired.'
  const isClaim = error instanceof errors.JWTClaimValidationFailed
  if (!isClaim) return 'The admission token is not valid.'
  return error.claim === 'aud'
    ? 'The admission token is for another event.'
    : `The claim ${error.claim} of the admission token is not valid.`
}

function refused(message: string): Problem<'admission-required'> {
  return { code: 'admission-required', message }
}
