import { randomInt, randomUUID } from 'node:crypto'

import type { Requester } from '../../../application/changes/requester.ts'
import { includesRole } from '../../../domain/access-key.ts'
import type { EventId } from '../../../domain/seat.ts'
import { SHORT_CODE_DIGITS, SHORT_CODE_LENGTH } from '../../../domain/short-code.ts'
import type { Problem } from '../answers/http-problem.ts'
import type { Credentials } from '../endpoint/access.ts'
import { digestOf } from '../endpoint/digest.ts'
import type { EndpointRequest } from '../endpoint/endpoint.ts'
import type { Admission } from './admission.ts'

type KeyedRequest = Pick<EndpointRequest, 'credentials' | 'requestId'> & {
  readonly headers: { readonly 'Idempotency-Key'?: string | undefined }
}

/**
 * Identifies the sender of a request for the use cases. The idempotency key is hashed together with the credentials, so
 * that it is separate for each access key or hold token, and the store contains no plain keys.
 *
 * @param client makes it separate for each client without credentials, too; needed where the result is secret
 */
export function requesterOf(
  { credentials, requestId, headers }: KeyedRequest,
  client?: string,
): Requester {
  const { actor, role, bearer } = credentials
  const key = headers['Idempotency-Key']
  // A bearer has no spaces, so it cannot equal this text.
  const sender = bearer ?? (client === undefined || role !== undefined ? '' : `client ${client}`)
  const idempotencyKey =
    key === undefined ? undefined : digestOf(JSON.stringify([actor, sender, key]))
  return { actor, requestId, idempotencyKey }
}

export interface PublicBookingOptions {
  /** Whether the public may book (`PUBLIC_BOOKING`); otherwise only sellers may. */
  readonly publicBooking: boolean
}

/** Whether the access key may book for buyers, without limits per client. */
export function isSeller({ role }: Credentials): boolean {
  return role !== undefined && includesRole(role, 'seller')
}

/** Returns the problem with a request to book, if its sender may not book. A hold token is not enough. */
export function checkoutProblem(
  credentials: Credentials,
  { publicBooking }: PublicBookingOptions,
): Problem<'checkout-required'> | undefined {
  if (publicBooking || isSeller(credentials)) return undefined
  return {
    code: 'checkout-required',
    message: "Only a seller can book here. Hold the seats and pay in the shop's checkout.",
  }
}

export interface AdmissionOptions {
  /** Admits the public to hold and book seats. Default: everyone is admitted. */
  readonly admission?: Pick<Admission, 'admit'> | undefined
}

type TakingRequest = Pick<EndpointRequest, 'credentials' | 'client'> & {
  readonly headers: { readonly Admission?: string | undefined }
}

/** Returns the client to which the limits apply, undefined for a seller; or why it is not admitted to the event. */
export async function admittedClient(
  { credentials, client, headers }: TakingRequest,
  eventId: EventId,
  { admission }: AdmissionOptions,
): Promise<{ readonly client: string | undefined } | Problem<'admission-required'>> {
  if (isSeller(credentials)) return { client: undefined }
  return admission ? admission.admit(headers.Admission, eventId) : { client }
}

/**
 * Returns a UUID version 7 (RFC 9562, section 5.7): the milliseconds since 1970 and 74 random bits. Ids created at the
 * same time are adjacent in an index, so that inserts touch few of its pages.
 */
export function timeOrderedId(nowMs: number = Date.now()): string {
  const time = nowMs.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`
}

/** The number of different codes, 2 to the 40th. */
const CODES = SHORT_CODE_DIGITS.length ** SHORT_CODE_LENGTH

/** Returns a random short code for a new hold or booking. One random number for all digits, because each costs 0.3 us. */
export function newCode(): string {
  let rest = randomInt(CODES)
  let code = ''
  while (code.length < SHORT_CODE_LENGTH) {
    code += SHORT_CODE_DIGITS.charAt(rest % SHORT_CODE_DIGITS.length)
    rest = Math.floor(rest / SHORT_CODE_DIGITS.length)
  }
  return code
}
