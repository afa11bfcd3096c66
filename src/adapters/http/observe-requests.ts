import type { Request, Response } from 'express'
import type { Logger } from 'pino'

import { StoreUnavailableError } from '../../application/ports/seat-repository.port.ts'
import { HttpProblem } from './http-problem.ts'
import { LogBudget } from './log-budget.ts'
import { requestIdOf } from './request-id.ts'

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

/** Asked for every few seconds by machines, so not worth a line at the usual level. */
const QUIET_ROUTES = new Set(['/healthz', '/readyz', '/metrics'])

export interface ObserveOptions {
  readonly logger: Logger
  readonly metrics: RequestMetrics
  /** How many requests a second are logged, but for those that failed for a reason of our own: all of them are. */
  readonly logLinesPerSecondMax: number
}

/** Gives each request its id; counts it and writes its one log line, when it has ended. */
export function observeRequests({
  logger,
  metrics,
  logLinesPerSecondMax,
}: ObserveOptions): (req: Request, res: Response) => void {
  const budget = new LogBudget({
    linesPerSecondMax: logLinesPerSecondMax,
    onLeftOut: (requestCount) => {
      logger.warn({ requestCount }, 'requests that were counted and not logged, there were so many')
    },
  })
  return (req, res) => {
    const startMs = performance.now()
    res.locals.requestId = requestIdOf(req.headers)
    res.on('close', () => {
      // Who leaves a stream has had the whole answer, and how long they stayed says nothing of how fast it came.
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
      // What is not written leaves others their lines.
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
  // That an instance is not ready is an answer, and no failure.
  if (QUIET_ROUTES.has(route) && (status < 400 || status === 503)) return 'debug'
  if (status >= 500) return 'error'
  return status >= 400 ? 'warn' : 'info'
}

/** Only what is our fault is worth its stack; a store that is away is so for every request. */
function errorOf(res: Response): unknown {
  const { error } = res.locals
  // A refusal on purpose, such as that of an overloaded service, is told by its status.
  if (res.statusCode < 500 || error instanceof HttpProblem) return undefined
  return error instanceof StoreUnavailableError
    ? { type: error.name, message: error.message }
    : error
}
