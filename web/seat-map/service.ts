import { HoldfastClient, HoldfastError } from '../../client/src/index.ts'
import { SEAT_MAP } from '../texts.ts'
import { randomKey } from './buying/attempts.ts'
import { problemText } from './buying/problem-text.ts'

/** A client for a customer who waits: it retries for some seconds only. */
export function pageClient(serviceUrl: string): HoldfastClient {
  return new HoldfastClient({
    baseUrl: serviceUrl,
    idempotencyKey: randomKey,
    timeoutMs: 8_000,
    retries: { attemptsMax: 4, retryAfterMsMax: 2_000 },
  })
}

/** Says why an event could not be loaded. */
export async function loadErrorText(error: unknown, serviceUrl: string): Promise<string> {
  if (!(error instanceof HoldfastError)) return SEAT_MAP.unsupported
  const problem = error as HoldfastError
  if (problem.status === undefined && (await isForbidden(serviceUrl))) {
    return SEAT_MAP.forbidden(serviceUrl, location.origin)
  }
  return problemText(problem, { isOnline: navigator.onLine, placeOf: (seatId) => seatId })
}

/**
 * Whether the service is up, but this site may not read its answers. To a script, browsers report that like no answer
 * at all.
 */
async function isForbidden(serviceUrl: string): Promise<boolean> {
  if (serviceUrl === location.origin) return false
  // Any site may load the widget, though not read it.
  const loading = fetch(`${serviceUrl}/widget.js`, { mode: 'no-cors' })
  return loading.then(
    () => true,
    () => false,
  )
}
