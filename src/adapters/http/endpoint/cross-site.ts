import type { IncomingHttpHeaders } from 'node:http'

import type { Origins } from '../server/cross-origin.ts'

/**
 * Whether a browser sends this for a page of a site that may not use the service. Such a page can send a form, or a
 * request whose answer it cannot read, in the name of its visitor's address (cross-site request forgery). What is not a
 * browser sends none of these headers.
 *
 * The rules are those of Go's `http.CrossOriginProtection`: browsers send `Sec-Fetch-Site` over HTTPS and to
 * localhost, and `Origin` everywhere.
 */
export function isCrossSite(headers: IncomingHttpHeaders, allowed: Origins | undefined): boolean {
  const { origin, host, 'sec-fetch-site': site } = headers
  if (site === 'same-origin' || site === 'none') return false
  if (site === undefined && (origin === undefined || hostOf(origin) === host)) return false
  return allowed !== '*' && (origin === undefined || !allowed?.has(origin))
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}
