import { includesRole } from '../../../domain/access-key.ts'
import type { Problem } from '../answers/http-problem.ts'
import type { Credentials } from '../endpoint/access.ts'

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
