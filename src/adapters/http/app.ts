import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type Response,
} from 'express'
import type { Logger } from 'pino'

import { BOOKING_ERROR, PROBLEM } from './answers/error-formats.ts'
import { allowOnly, HttpProblem, toHttpProblem } from './answers/http-problem.ts'
import { documentationAssets } from './docs/docs-assets.ts'
import { withDocumentation } from './docs/documentation.route.ts'
import { allowOrigins } from './endpoint/access.ts'
import type { Endpoint } from './endpoint/endpoint.ts'
import { serveEndpoint, type ServeOptions } from './endpoint/serve-endpoint.ts'
import { isForOperators, isServedBy, type ServerRole } from './endpoint/server-role.ts'
import type { Clients } from './limits/clients.ts'
import { type InFlightMetrics, type RequestLimits, useLimits } from './limits/requests.ts'
import type { BundleSettings } from './page/bundle.ts'
import { servePages } from './page/serve-pages.ts'
import { observeRequests, type RequestMetrics } from './server/observe-requests.ts'

export interface AppOptions extends ServeOptions {
  /** All endpoints of the service. The app serves those that belong to its role, and their documentation. */
  readonly endpoints: readonly Endpoint[]
  /** Default: `everything`. */
  readonly role?: ServerRole
  readonly metrics: RequestMetrics & InFlightMetrics
  readonly clients: Clients
  /** The limits of requests. Default: none. */
  readonly limits?: RequestLimits | undefined
  readonly pages: BundleSettings
  readonly logger: Logger
  readonly logLinesPerSecondMax: number
}

/** Creates the Express app of one server: the whole API, or the part that belongs to its role. */
export function createApp(options: AppOptions): Express {
  const { metrics, logger, role = 'everything' } = options
  const endpoints = withDocumentation(
    options.endpoints.filter(({ placement }) => isServedBy(role, placement)),
  )

  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('query parser', false)

  const { logLinesPerSecondMax } = options
  const observe = observeRequests({ logger, metrics, logLinesPerSecondMax })
  // Before the limits, so that pages of allowed sites can read the refusals.
  if (options.origins) app.use('/api', allowOrigins(options.origins, observe))
  const unlimitedPaths = new Set(
    endpoints.filter(({ placement }) => isForOperators(placement)).map(({ path }) => path),
  )
  const { clients, limits } = options
  useLimits(app, { clients, limits, unlimitedPaths, metrics, observe, answerError })
  for (const [path, samePath] of Map.groupBy(endpoints, ({ path }) => path)) {
    const route = app.route(path)
    for (const each of samePath) route[each.method](...serveEndpoint(each, options))
    route.all(allowOnly(methodsOf(samePath)))
  }
  app.use(documentationAssets())
  app.use(servePages({ role, settings: options.pages, origins: options.origins }))
  app.use(() => {
    throw new HttpProblem('not-found', 'No resource exists at this URL.')
  })
  app.use(answerErrors)
  return app
}

/** Express also handles HEAD where it handles GET. */
function methodsOf(endpoints: readonly Endpoint[]): string {
  return endpoints
    .map(({ method }) => (method === 'get' ? 'GET, HEAD' : method.toUpperCase()))
    .join(', ')
}

const answerErrors: ErrorRequestHandler = (error: unknown, req, res, next) => {
  if (res.headersSent) {
    // The response has begun and cannot be replaced: Express closes the connection.
    res.locals.error = error
    next(error)
    return
  }
  answerError(error, req, res)
}

function answerError(error: unknown, { path }: Request, res: Response): void {
  res.locals.error = error
  const format = /^\/api\/book(?:\/|$)/i.test(path) ? BOOKING_ERROR : PROBLEM
  format.send(res, toHttpProblem(error))
}
