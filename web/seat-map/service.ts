import { HoldfastClient, HoldfastError } from '../../client/src/index.ts'
import type { SeatMapTexts } from '../texts/index.ts'
import { randomKey } from './buying/attempts.ts'
import { problemText } from './buying/problem-text.ts'

/** A client that retries for a few seconds only, because a customer is waiting. */
export function pageClient(serviceUrl: string): HoldfastClient {
  return new HoldfastClient({
    baseUrl: serviceUrl,
    idempotencyKey: randomKey,
    timeoutMs: 8_000,
    retries: { attemptsMax: 4, retryAfterMsMax: 2_000 },
  })
}

export function isUnknownEvent(error: unknown): boolean {
  return error instanceof HoldfastError && error.code === 'event-not-found'
}

/** The text that explains why an event could not be loaded. */
export async function loadErrorText(
  error: unknown,
  { serviceUrl, texts }: { readonly serviceUrl: string; readonly texts: SeatMapTexts },
): Promise<string> {
  if (!(error instanceof HoldfastError)) return texts.unsupported
  const problem = error as HoldfastError
  if (problem.status === undefined && (await isForbidden(serviceUrl))) {
    return texts.forbidden(serviceUrl, location.origin)
  }
  return problemText(problem, {
    texts,
    isOnline: navigator.onLine,
    placeOf: (seatId) => seatId,
  })
}

/**
 * Whether the service is available, but this site may not read its responses. Browsers report this to scripts like an
 * unavailable service.
 */
async function isForbidden(serviceUrl: string): Promise<boolean> {
  if (serviceUrl === location.origin) return false
  // Any site may load the widget, even without access to its content.
  const loading = fetch(`${serviceUrl}/widget.js`, { mode: 'no-cors' })
  return loading.then(
    () => true,
    () => false,
  )
}
