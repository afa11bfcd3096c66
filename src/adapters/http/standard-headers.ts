import type { IncomingMessage, ServerResponse } from 'node:http'

import type { RequestHandler } from 'express'
import helmet from 'helmet'

/** What helmet puts on every answer. It is the same each time, so it is asked for once. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = headersSetBy(helmet())

/** Puts on an answer what every answer has, where something else than `answers.ts` writes it. */
export const setStandardHeaders: RequestHandler = (_req, res, next) => {
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) res.setHeader(name, value)
  res.setHeader('X-Request-Id', res.locals.requestId)
  next()
}

function headersSetBy(
  middleware: (req: IncomingMessage, res: ServerResponse, next: () => void) => void,
): Record<string, string> {
  const headers: Record<string, string> = {}
  const res = {
    setHeader: (name: string, value: string) => void (headers[name] = value),
    removeHeader: () => undefined,
  }
  middleware({} as IncomingMessage, res as unknown as ServerResponse, () => undefined)
  return headers
}
