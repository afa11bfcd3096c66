import { randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

import type { Request, Response } from 'express'
import type { Logger } from 'pino'

import { StoreUnavailableError } from '../../../application/ports/store-unavailable-error.ts'
import { HttpProblem } from '../answers/http-problem.ts'

declare module 'express-serve-static-core' {
  interface Locals {
    requestId: string
    /** The name of the access key, if the request has a valid one. */
    actor?: string
    /** Whether the request has an access key that its route requires, and only administrators may use the route. */
    isAdministration?: boolean
    /** The error to log, if any. */
    error?: unknown
    /** Whether the HTTP server sent the response, because the body timed out or is not valid HTTP. */
    answeredByServer?: boolean
  }
}

export interface RequestMetrics {
  requestFinished(request: {
    readonly method: string
    readonly route: string
    readonly status: number
    readonly durationMs: number
    /** Set if the response is an error. */
    readonly problemCode?: string | undefined
  }): void
}

/** The status that nginx logs if the client disconnects before the response. It is never sent. */
const CLIENT_CLOSED_REQUEST = 499

/** An `X-Request-Id` that is safe to log and to return. */
const ACCEPTED_ID = /^[A-Za-z0-9._~:-]{1,64}$/

export interface ObserveOptions {
  readonly logger: Logger
  readonly metrics: RequestMetrics
  /** The paths of routes that monitoring polls. Their successful requests and their 503 responses are logged at debug level. */
  readonly polledRoutes: ReadonlySet<string>
  /** Maximum number of logged requests per second. Internal errors and requests of administrators are always logged. */
  readonly logLinesPerSecondMax: number
}

/** Assigns an id to each request, and counts and logs the request when it has ended. */
export function observeRequests({
  logger,
  metrics,
  polledRoutes,
  logLinesPerSecondMax,
}: ObserveOptions): (req: Request, res: Response) => void {
  const budget = requestLogBudget(logger, logLinesPerSecondMax)
  return (req, res) => {
    const startMs = performance.now()
    res.locals.requestId = requestIdOf(req.headers)
    res.on('close', () => {
      // A stream ends when its reader disconnects. It counts as answered, with the time until its first bytes.
      const { streamBeganMs, answeredByServer } = res.locals
      const isAnswered =
        res.writableFinished || answeredByServer === true || streamBeganMs !== undefined
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
      const level = levelOf(status, polledRoutes.has(route))
      // Lines below the log level must not use up the budget.
      if (!logger.isLevelEnabled(level)) return
      // An unavailable store fails so many requests that their lines must be limited too.
      const isInternal = err !== undefined && !(res.locals.error instanceof StoreUnavailableError)
      // Most changes by administrators are not in the history, so only the log has who made them.
      const { actor, isAdministration } = res.locals
      if (!isInternal && !isAdministration && !budget.spend(nowMs)) return
      logger[level](
        {
          requestId: res.locals.requestId,
          method: req.method,
          // The query may have the reference or code of a booking, or a key that belongs in a header.
          url: req.originalUrl.split('?', 1)[0],
          actor,
          status,
          durationMs: Math.round(durationMs * 100) / 100,
          code: problemCode,
          err,
        },
        'request',
      )
    })
  }
}

/** Returns the logger of requests that cannot be read as HTTP. They are logged with the same limit, counted apart. */
export function logUnreadableRequests({
  logger,
  logLinesPerSecondMax,
}: Pick<ObserveOptions, 'logger' | 'logLinesPerSecondMax'>): (
  error: Error,
  status: number,
) => void {
  const budget = requestLogBudget(logger, logLinesPerSecondMax)
  return (error, status) => {
    if (!budget.spend(performance.now())) return
    // Without the rest of the error, which has the received bytes and may contain a secret.
    logger.warn({ reason: error.message, status }, 'Unreadable request')
  }
}

function requestLogBudget(logger: Logger, linesPerSecondMax: number): LogBudget {
  return new LogBudget({
    linesPerSecondMax,
    onDropped: (requestCount) => {
      logger.warn({ requestCount }, 'Request logs dropped: more than LOG_LINES_PER_SECOND_MAX')
    },
  })
}

/** The pattern of the route and not the URL, so that the number of different values is bounded. */
function routeOf(req: Request): string {
  const route = req.route as { readonly path: string } | undefined
  return route?.path ?? 'unmatched'
}

function levelOf(status: number, isPolled: boolean): 'debug' | 'info' | 'warn' | 'error' {
  // A 503 of `/readyz` is a regular response.
  if (isPolled && (status < 400 || status === 503)) return 'debug'
  if (status >= 500) return 'error'
  return status >= 400 ? 'warn' : 'info'
}

/** Logs the stack of internal errors only, not of an unavailable store, which fails many requests in the same way. */
function errorOf(res: Response): unknown {
  const { error } = res.locals
  // For deliberate refusals, such as 503 overloaded, the status is enough.
  if (res.statusCode < 500 || error instanceof HttpProblem) return undefined
  return error instanceof StoreUnavailableError
    ? { type: error.name, message: error.message }
    : error
}

/** Returns the client's `X-Request-Id` if it is valid, otherwise a new id. */
export function requestIdOf(headers: IncomingHttpHeaders): string {
  const given = headers['x-request-id']
  return typeof given === 'string' && ACCEPTED_ID.test(given) ? given : randomUUID()
}

interface LogBudgetOptions {
  /** 0 for unlimited. */
  readonly linesPerSecondMax: number
  /** Called with the number of dropped lines, at most once per second. */
  readonly onDropped: (lineCount: number) => void
}

const SECOND_MS = 1_000

/** Limits the log lines per second, so that a load peak neither costs much CPU time for logging nor fills the disk. */
export class LogBudget {
  readonly #linesMax: number
  readonly #onDropped: (lineCount: number) => void
  #secondEndMs = -Infinity
  #writtenCount = 0
  #droppedCount = 0

  constructor({ linesPerSecondMax, onDropped }: LogBudgetOptions) {
    this.#linesMax = linesPerSecondMax === 0 ? Infinity : linesPerSecondMax
    this.#onDropped = onDropped
  }

  /**
   * @param nowMs from a monotonic clock
   * @returns whether one more line may be written
   */
  spend(nowMs: number): boolean {
    if (nowMs >= this.#secondEndMs) {
      this.#secondEndMs = nowMs + SECOND_MS
      this.#writtenCount = 0
    }
    if (this.#writtenCount < this.#linesMax) {
      this.#writtenCount++
      return true
    }
    if (this.#droppedCount++ === 0)
      setTimeout(() => {
        this.#reportDropped()
      }, SECOND_MS).unref()
    return false
  }

  #reportDropped(): void {
    this.#onDropped(this.#droppedCount)
    this.#droppedCount = 0
  }
}
