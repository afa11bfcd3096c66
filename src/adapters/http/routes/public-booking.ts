import { includesRole } from '../../../domain/access-key.ts'
import type { EventId } from '../../../domain/seat.ts'
import type { Problem } from '../answers/http-problem.ts'
import type { Credentials } from '../endpoint/access.ts'
import type { EndpointRequest } from '../endpoint/endpoint.ts'
import type { Admission } from './admission.ts'

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
