import { randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

import type { Request, Response } from 'express'
import type { Logger } from 'pino'

import { StoreUnavailableError } from '../../../application/ports/seat-repository.port.ts'
import { HttpProblem } from '../endpoint/http-problem.ts'
import { LogBudget } from './log-budget.ts'

declare module 'express-serve-static-core' {
  interface Locals {
    requestId: string
    /** What went wrong, for the log. */
    error?: unknown
  }
}

/** Where finished requests are counted. */
export interface RequestMetrics {
  requestFinished(request: {
    readonly method: string
    readonly route: string
    readonly status: number
    readonly durationMs: number
    /** Of an answer that is an error. */
    readonly problemCode?: string | undefined
  }): void
}

/** The status nginx logs, and nobody receives, when the client goes away before it has its answer. */
const CLIENT_CLOSED_REQUEST = 499

/** An `X-Request-Id` that is safe to log and to send back. */
const ACCEPTED_ID = /^[A-Za-z0-9._~:-]{1,64}$/

/** Polled every few seconds by machines, so logged at debug level. */
const QUIET_ROUTES = new Set(['/healthz', '/readyz', '/metrics'])

export interface ObserveOptions {
  readonly logger: Logger
  readonly metrics: RequestMetrics
  /** How many requests a second are logged. Internal errors are logged in any case. */
  readonly logLinesPerSecondMax: number
}

/** Gives each request an id. When the request has ended, counts it and writes its log line. */
export function observeRequests({
  logger,
  metrics,
  logLinesPerSecondMax,
}: ObserveOptions): (req: Request, res: Response) => void {
  const budget = new LogBudget({
    linesPerSecondMax: logLinesPerSecondMax,
    onLeftOut: (requestCount) => {
      logger.warn({ requestCount }, 'Requests not logged: more than LOG_LINES_PER_SECOND_MAX')
    },
  })
  return (req, res) => {
    const startMs = performance.now()
    res.locals.requestId = requestIdOf(req.headers)
    res.on('close', () => {
      // A stream ends when its reader leaves. It counts as answered, after the time that its first bytes took.
      const { streamBeganMs } = res.locals
      const isAnswered = res.writableFinished || streamBeganMs !== undefined
      const status = isAnswered ? res.statusCode : CLIENT_CLOSED_REQUEST
      const route = routeOf(req)
      const nowMs = performance.now()
      const durationMs = nowMs - startMs
      const answeredAfterMs = streamBeganMs === undefined ? durationMs : streamBeganMs - startMs
      const { problemCode } = res.locals
      metrics.requestFinished({
        method: req.method,
        route,
        status,
        durationMs: answeredAfterMs,
        problemCode,
      })
      const err = errorOf(res)
      const level = levelOf(status, route)
      // A line below the log level does not use up the budget.
      if (!logger.isLevelEnabled(level)) return
      if (err === undefined && !budget.spend(nowMs)) return
      logger[level](
        {
          requestId: res.locals.requestId,
          method: req.method,
          url: req.originalUrl,
          status,
          durationMs: Math.round(durationMs * 100) / 100,
          err,
        },
        'request',
      )
    })
  }
}

/** The route's pattern, never the URL itself, so that the number of different routes is bounded. */
function routeOf(req: Request): string {
  const route = req.route as { readonly path: string } | undefined
  return route?.path ?? 'unmatched'
}

function levelOf(status: number, route: string): 'debug' | 'info' | 'warn' | 'error' {
  // Not being ready is an answer, not a failure.
  if (QUIET_ROUTES.has(route) && (status < 400 || status === 503)) return 'debug'
  if (status >= 500) return 'error'
  return status >= 400 ? 'warn' : 'info'
}

/** The stack is logged for internal errors only. An unavailable store fails every request in the same way. */
function errorOf(res: Response): unknown {
  const { error } = res.locals
  // A deliberate refusal, such as 503 overloaded, needs no more than its status.
  if (res.statusCode < 500 || error instanceof HttpProblem) return undefined
  return error instanceof StoreUnavailableError
    ? { type: error.name, message: error.message }
    : error
}

/** The id of a request: the client's `X-Request-Id` where it is a plain one, else a new one. */
export function requestIdOf(headers: IncomingHttpHeaders): string {
  const given = headers['x-request-id']
  return typeof given === 'string' && ACCEPTED_ID.test(given) ? given : randomUUID()
}
