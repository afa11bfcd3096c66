import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'

import type { Response } from 'express'
import helmet from 'helmet'

/** Every answer is data but for the few pages, which name what they load. */
const DATA_LOADS_NOTHING = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  },
}

/** What helmet puts on every answer, names and values in turn. It is the same each time, so it is asked for once. */
const SECURITY_HEADERS: readonly string[] = headersSetBy(helmet(DATA_LOADS_NOTHING))

/** At which place each name stands in them. */
const PLACES: ReadonlyMap<string, number> = new Map(
  SECURITY_HEADERS.flatMap((name, place) => (place % 2 === 0 ? [[name, place]] : [])),
)

/**
 * The headers that every answer has, and its own, which win, as one list of names and values. Node writes such a list
 * in a fraction of the time that it takes to set one header after another.
 */
export function allHeaders(res: Response, own: OutgoingHttpHeaders): string[] {
  const headers = SECURITY_HEADERS.slice()
  headers.push('X-Request-Id', res.locals.requestId)
  for (const name in own) {
    const place = PLACES.get(name)
    if (place === undefined) headers.push(name, String(own[name]))
    else headers[place + 1] = String(own[name])
  }
  return headers
}

function headersSetBy(
  middleware: (req: IncomingMessage, res: ServerResponse, next: () => void) => void,
): string[] {
  const headers: string[] = []
  const req: object = {}
  const res = {
    setHeader: (name: string, value: string) => void headers.push(name, value),
    removeHeader: () => undefined,
  }
  middleware(req as IncomingMessage, res as unknown as ServerResponse, () => undefined)
  return headers
}
