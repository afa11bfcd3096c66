import express, { type ErrorRequestHandler, type Express, type Request } from 'express'
import type { Logger } from 'pino'

import { PROBLEM } from './answers/error-formats.ts'
import { allowOnly, type AnswerError, HttpProblem, toHttpProblem } from './answers/http-problem.ts'
import { documentationAssets } from './docs/docs-assets.ts'
import { withDocumentation } from './docs/documentation.route.ts'
import type { Endpoint } from './endpoint/endpoint.ts'
import { allowOrigins } from './endpoint/origins.ts'
import { serveEndpoint, type ServeOptions } from './endpoint/serve-endpoint.ts'
import { isForOperators, isServedBy, type ServerRole } from './endpoint/server-role.ts'
import type { Clients } from './limits/clients.ts'
import { pauseAfterRefusal } from './limits/paused-reading.ts'
import {
  type InFlightMetrics,
  isOverloadRefusal,
  type RequestLimits,
  useLimits,
} from './limits/requests.ts'
import type { BundleSettings } from './page/bundle.ts'
import { servePages } from './page/serve-pages.ts'
import { observeRequests, type RequestMetrics } from './server/observe-requests.ts'

export interface AppOptions extends Omit<ServeOptions, 'answerError'> {
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
  const polledRoutes = pathsOf(endpoints, ({ isPolled }) => isPolled === true)
  const observe = observeRequests({ logger, metrics, polledRoutes, logLinesPerSecondMax })
  // Before the limits, so that pages of allowed sites can read the refusals.
  if (options.origins) app.use('/api', allowOrigins(options.origins, observe))
  const unlimitedPaths = pathsOf(endpoints, ({ placement }) => isForOperators(placement))
  const { clients, limits } = options
  const answerError = errorAnswerer(clients, options.endpoints)
  useLimits(app, { clients, limits, unlimitedPaths, metrics, observe, answerError })
  for (const [path, samePath] of Map.groupBy(endpoints, ({ path }) => path)) {
    const route = app.route(path)
    for (const each of samePath)
      route[each.method](...serveEndpoint(each, { ...options, answerError }))
    route.all(allowOnly(methodsOf(samePath)))
  }
  app.use(documentationAssets())
  app.use(servePages({ role, settings: options.pages, origins: options.origins }))
  app.use(() => {
    throw new HttpProblem('not-found', 'No resource exists at this URL.')
  })
  app.use(answerErrorsBy(answerError))
  return app
}

function pathsOf(
  endpoints: readonly Endpoint[],
  isIncluded: (endpoint: Endpoint) => boolean,
): ReadonlySet<string> {
  return new Set(endpoints.filter(isIncluded).map(({ path }) => path))
}

/** Express also handles HEAD where it handles GET. */
function methodsOf(endpoints: readonly Endpoint[]): string {
  return endpoints
    .map(({ method }) => (method === 'get' ? 'GET, HEAD' : method.toUpperCase()))
    .join(', ')
}

/** Passes on the errors of a response that has begun and cannot be replaced: Express closes the connection. */
function answerErrorsBy(answerError: AnswerError): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    if (res.headersSent) {
      res.locals.error = error
      next(error)
      return
    }
    answerError(error, req, res)
  }
}

/** Returns the function that sends errors, each in the format of its route. */
function errorAnswerer(clients: Clients, endpoints: readonly Endpoint[]): AnswerError {
  const formats = endpoints.flatMap(({ path, errorFormat }) =>
    errorFormat ? [{ prefix: staticPrefix(path), errorFormat }] : [],
  )
  return (error, req, res) => {
    if (isOverloadRefusal(error)) pauseClient(req, clients)
    res.locals.error = error
    const path = `${req.path}/`.toLowerCase()
    const found = formats.find(({ prefix }) => path.startsWith(prefix))
    const format = found?.errorFormat ?? PROBLEM
    format.send(res, toHttpProblem(error))
  }
}

/** Returns the path up to its first parameter, in lower case, such as `/api/book/`. */
function staticPrefix(path: string): string {
  return `${path}/`.replace(/:.*/, '').toLowerCase()
}

/** Does not pause the connection of a proxy: it carries the requests of other clients. */
function pauseClient({ socket }: Request, clients: Clients): void {
  if (clients.ofConnection(socket) !== undefined) pauseAfterRefusal(socket)
}
