import type { IncomingHttpHeaders } from 'node:http'

import type { RequestHandler, Response } from 'express'
import { z } from 'zod'

import { JSON_TYPE, sendJson, sendNothing, sendText } from '../answers/answers.ts'
import { PROBLEM } from '../answers/error-formats.ts'
import { type AnswerError, HttpProblem } from '../answers/http-problem.ts'
import type { OpenStreams } from '../streams/open-streams.ts'
import { type Credentials, PUBLIC, requiredRole } from './access.ts'
import type { AccessKeys } from './access-keys.ts'
import type { Answer, Endpoint, Fields } from './endpoint.ts'
import { jsonBody } from './json-body.ts'
import type { Origins } from './origins.ts'
import { queryValues } from './query.ts'
import { isOptionalField, parse } from './schemas.ts'
import { isForOperators } from './server-role.ts'

const NO_BYTES = new Uint8Array()

/**
 * The body of endpoints without one. Ignoring what it contains would be dangerous: a `DELETE` of a booking with some
 * `seatIds` would cancel all of its seats.
 */
const EMPTY_BODY: Endpoint['body'] = { schema: z.strictObject({}).optional() }

declare module 'express-serve-static-core' {
  interface Locals {
    credentials: Credentials
  }
}

export interface ServeOptions {
  readonly keys: AccessKeys
  /** The default limit of request bodies. */
  readonly bodyBytesMax: number
  readonly streams: OpenStreams
  readonly answerError: AnswerError
  /** The other sites whose pages may use the service. Default: none. */
  readonly origins?: Origins | undefined
}

/** Returns the Express handlers of an endpoint, in the order in which they run. */
export function serveEndpoint(endpoint: Endpoint, options: ServeOptions): RequestHandler[] {
  const { streams } = options
  const isStream = Object.values(endpoint.answers).some((each) => each.isStream)
  const audience = isForOperators(endpoint.placement) ? 'operators' : 'clients'
  return [
    admit(endpoint, options),
    ...(isStream ? [streams.admit(audience)] : []),
    answer(endpoint, streams),
  ]
}

/** Checks the origin and the key, then reads the body. One handler, because each further one costs time in Express. */
function admit(
  endpoint: Endpoint,
  { keys, bodyBytesMax, answerError, origins }: ServeOptions,
): RequestHandler {
  const { method, access } = endpoint
  const body = bodyOf(endpoint)
  const readBody =
    body &&
    jsonBody({ bytesMax: body.bytesMax ?? bodyBytesMax, unparsed: body.unparsed, answerError })
  const needsNoKey = requiredRole(access) === undefined
  const isAdministration = requiredRole(access) === 'admin'
  return (req, res, next) => {
    if (method !== 'get' && isCrossSite(req.headers, origins)) {
      throw new HttpProblem(
        'cross-site-request',
        'The request was sent by a page of a site that is not listed in CORS_ORIGINS.',
      )
    }
    const proceed = (credentials: Credentials): void => {
      res.locals.credentials = credentials
      if (isAdministration) res.locals.isAdministration = true
      if (readBody && mayHaveBody(req.headers)) readBody(req, res, next)
      else next()
    }
    const { authorization } = req.headers
    const isAnonymous = authorization === undefined && needsNoKey
    const admitted = isAnonymous ? PUBLIC : keys.admit(access, authorization, res.locals)
    // Waiting for a promise would delay every request.
    if (admitted instanceof Promise) return admitted.then(proceed)
    proceed(admitted)
    return undefined
  }
}

/**
 * Whether a browser sent the request for a page of a site that is not allowed. Such a page can submit a form, or send a
 * request whose response it cannot read, from the address of its visitor (cross-site request forgery). Clients other
 * than browsers do not send these headers.
 *
 * The rules are those of Go's `http.CrossOriginProtection`: browsers send `Sec-Fetch-Site` over HTTPS and to
 * localhost, and `Origin` always.
 */
function isCrossSite(headers: IncomingHttpHeaders, allowed: Origins | undefined): boolean {
  const { origin, host, 'sec-fetch-site': site } = headers
  if (site === 'same-origin' || site === 'none') return false
  if (site === undefined && (origin === undefined || hostOf(origin) === host)) return false
  return allowed !== '*' && (origin === undefined || !allowed?.has(origin))
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}

/** See RFC 9112, section 6.3. */
function mayHaveBody(headers: IncomingHttpHeaders): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

/** Parses the request, calls the handler of the endpoint and sends its answer. */
function answer(endpoint: Endpoint, streams: OpenStreams): RequestHandler {
  const { params = {}, query = {}, headers = {}, answers, errorFormat = PROBLEM } = endpoint
  const readParams = fieldReader(params)
  const readHeaders = fieldReader(headers, (name) => name.toLowerCase())
  const readQuery = queryReader(query)
  const readBody = bodyReader(endpoint)

  return async (req, res) => {
    const reply = await endpoint.handle({
      params: readParams(req.params),
      query: readQuery(req.url),
      body: readBody(req.body),
      bytes: endpoint.body?.unparsed ? bytesOf(req.body) : NO_BYTES,
      headers: readHeaders(req.headers),
      credentials: res.locals.credentials,
      requestId: res.locals.requestId,
      client: res.locals.client,
      acceptsGzip: () => req.acceptsEncodings('gzip') === 'gzip',
    })
    if ('code' in reply) errorFormat.send(res, reply)
    else if (reply.sendEvents) streams.answer(req, res, reply.sendEvents)
    else send(res, withEncoding(res, reply), answers[reply.status]?.text)
  }
}

/**
 * Returns a function that parses fields of a part of a request by their schemas.
 * @param keyOf the key of a field in that part
 */
function fieldReader(
  fields: Fields,
  keyOf: (name: string) => string = (name) => name,
): (source: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>> {
  const entries = Object.entries(fields).map(([name, schema]) => ({
    name,
    schema,
    key: keyOf(name),
  }))
  return (source) => {
    const values: Record<string, unknown> = {}
    for (const { name, schema, key } of entries) values[name] = parse(schema, source[key], name)
    return values
  }
}

function queryReader(query: Fields | 'ignored'): (url: string) => unknown {
  if (query === 'ignored') return () => undefined
  const read = fieldReader(query)
  return (url) => read(queryValues(url, query))
}

/** A body of a `GET` is ignored, because it has no meaning (RFC 9110, section 9.3.1). */
function bodyOf({ method, body }: Endpoint): Endpoint['body'] {
  return body ?? (method === 'get' ? undefined : EMPTY_BODY)
}

function bodyReader(endpoint: Endpoint): (given: unknown) => unknown {
  const body = bodyOf(endpoint)
  if (body === undefined || body.unparsed) return () => undefined
  const isOptional = isOptionalField(body.schema)
  return (given) => {
    if (given !== undefined) return parse(body.schema, given, 'body')
    if (isOptional) return undefined
    throw new HttpProblem('invalid-request', 'body: is missing')
  }
}

function bytesOf(given: unknown): Uint8Array<ArrayBuffer> {
  if (given instanceof Uint8Array) return given as Uint8Array<ArrayBuffer>
  throw new HttpProblem('invalid-request', 'body: is missing')
}

/** Adds `Content-Encoding` and `Vary`, so that caches keep the encodings apart. */
function withEncoding(res: Response, reply: Answer): Answer {
  if (reply.encoding === undefined) return reply
  res.vary('Accept-Encoding')
  if (reply.encoding === 'identity' || reply.json === undefined) return reply
  return { ...reply, headers: { ...reply.headers, 'Content-Encoding': reply.encoding } }
}

function send(res: Response, { status, body, json, headers }: Answer, textType?: string): void {
  if (json !== undefined) {
    sendText(res, status, json, { 'Content-Type': JSON_TYPE, ...headers })
  } else if (textType !== undefined) {
    sendText(res, status, body as string, { 'Content-Type': textType, ...headers })
  } else if (body !== undefined) {
    sendJson(res, status, body as object, headers)
  } else {
    sendNothing(res, status, headers ?? {})
  }
}
