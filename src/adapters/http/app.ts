import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express'
import helmet from 'helmet'
import type { Logger } from 'pino'

import type { BookSeat } from '../../application/book-seat.ts'
import { sendJson, sendBookingError, sendProblem, type SendError } from './answers.ts'
import { type BookingMetrics, bookSeatRoute } from './book-seat.route.ts'
import { optionalJsonBody } from './json-body.ts'
import { type RequestLimits, useLimits } from './limits.ts'
import { observeRequests, type RequestMetrics } from './observe-requests.ts'
import { HttpProblem, toHttpProblem } from './problems.ts'
import { requestId } from './request-id.ts'
import type { InFlightMetrics } from './requests-in-flight.ts'

/** What `/readyz` says: whether to send requests here, and how each dependency is doing. */
export interface Readiness {
  readonly ready: boolean
  readonly dependencies: Readonly<Record<string, object>>
}

export interface AppMetrics extends RequestMetrics, BookingMetrics, InFlightMetrics {
  readonly contentType: string
  render(): Promise<string>
}

export interface AppOptions {
  readonly bookSeat: Pick<BookSeat, 'execute'>
  readonly readiness: () => Promise<Readiness>
  readonly metrics: AppMetrics
  readonly logger: Logger
  readonly bodyBytesMax: number
  readonly limits: RequestLimits
}

/** The service's whole HTTP surface. */
export function createApp(options: AppOptions): Express {
  const { bookSeat, readiness, metrics, logger, bodyBytesMax } = options

  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('query parser', false)

  app.use(requestId, observeRequests(logger, metrics), helmet())
  useLimits(app, options.limits, metrics)

  app
    .route('/api/book/:seatId')
    .post(optionalJsonBody({ bytesMax: bodyBytesMax }), bookSeatRoute(bookSeat, metrics))
    .all(allowOnly('POST'))

  app
    .route('/healthz')
    .get((_req, res) => {
      sendJson(res, 200, { status: 'ok' })
    })
    .all(allowOnly('GET, HEAD'))

  app
    .route('/readyz')
    .get(async (_req, res) => {
      const { ready, dependencies } = await readiness()
      sendJson(res, ready ? 200 : 503, { status: ready ? 'ready' : 'unavailable', dependencies })
    })
    .all(allowOnly('GET, HEAD'))

  app
    .route('/metrics')
    .get(async (_req, res) => {
      res.type(metrics.contentType).send(await metrics.render())
    })
    .all(allowOnly('GET, HEAD'))

  app.use(() => {
    throw new HttpProblem('not-found', 'There is nothing at this URL.')
  })
  app.use('/api/book', answerErrors(sendBookingError))
  app.use(answerErrors(sendProblem))
  return app
}

function allowOnly(methods: string): RequestHandler {
  return (req, res) => {
    res.setHeader('Allow', methods)
    throw new HttpProblem('method-not-allowed', `${req.method} is not possible here.`)
  }
}

function answerErrors(send: SendError): ErrorRequestHandler {
  return (error: unknown, _req, res, next) => {
    res.locals.error = error
    if (res.headersSent) {
      // Half an answer is out, so all that is left is to cut the connection, which is what Express does.
      next(error)
      return
    }
    const { code, message } = toHttpProblem(error)
    send(res, code, message)
  }
}
