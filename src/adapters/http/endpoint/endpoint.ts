import type { z } from 'zod'

import type { ErrorFormat } from '../answers/error-formats.ts'
import type { Problem } from '../answers/http-problem.ts'
import type { ProblemCode } from '../answers/problems.ts'
import type { SendEvents } from '../streams/open-streams.ts'
import type { Access, Credentials } from './access.ts'
import type { Placement } from './server-role.ts'

/** The fields of a part of a request, by name. Each schema receives a string, or undefined if the field is absent. */
export type Fields = Readonly<Record<string, z.ZodType>>

/** A response with one status. Its content is JSON if `body` is set, text if `text` is set, otherwise empty. */
export interface AnswerDescription {
  readonly description: string
  readonly body?: z.ZodType
  /** The media type of the text. */
  readonly text?: string
  /** Set if the text is a stream of server-sent events; see `OpenStreams`. */
  readonly isStream?: true
  /** The headers of the response, with their descriptions. */
  readonly headers?: Readonly<Record<string, string>>
}

export type AnswerDescriptions = Readonly<Record<number, AnswerDescription>>

/** A route without its handler. */
export interface EndpointDescription<
  Params extends Fields = Fields,
  Query extends Fields = Fields,
  Headers extends Fields = Fields,
  Body extends z.ZodType = z.ZodType,
  Answers extends AnswerDescriptions = AnswerDescriptions,
  Code extends ProblemCode = ProblemCode,
> {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** In Express syntax, such as `/api/events/:eventId`. */
  readonly path: string
  readonly operationId: string
  readonly tag: string
  readonly summary: string
  readonly description?: string
  readonly access: Access
  /** Default: `public`. */
  readonly placement?: Placement
  /** Set if monitoring polls the route every few seconds. Its successful requests and its 503 responses are logged at debug level. */
  readonly isPolled?: true
  /** The schemas of the path parameters. */
  readonly params?: Params
  /** Unknown and repeated parameters are refused, unless this is `ignored`. */
  readonly query?: Query | 'ignored'
  readonly headers?: Headers
  readonly body?: {
    /** If it accepts undefined, the body may be missing. */
    readonly schema: Body
    /** Default: `BODY_BYTES_MAX`. */
    readonly bytesMax?: number
    /** If true, the handler parses and checks the bytes of the body, and the schema is documentation only. */
    readonly unparsed?: boolean
  }
  readonly answers: Answers
  /** The errors that the handler returns. Errors that occur before the handler are documented for all routes. */
  readonly problems?: readonly Code[]
  /** Default: problem details (RFC 9457). */
  readonly errorFormat?: ErrorFormat
}

/** A route as data. Its Express handlers, request checks and API documentation are derived from it. */
export interface Endpoint extends EndpointDescription {
  handle(request: EndpointRequest): Promise<Answer | Problem>
}

/** A validated request. */
export interface EndpointRequest<
  Params = unknown,
  Query = unknown,
  Headers = unknown,
  Body = unknown,
> {
  readonly params: Params
  readonly query: Query
  readonly headers: Headers
  readonly body: Body
  /** The raw body if `unparsed` is set, otherwise empty. */
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly credentials: Credentials
  readonly requestId: string
  /** Identifies the client by its address; see `Clients`. */
  readonly client: string
  /** Whether the client accepts a gzip-encoded body. */
  acceptsGzip(): boolean
}

export type Encoding = 'gzip' | 'identity'

export interface Answer {
  readonly status: number
  readonly body?: unknown
  /** A body that is already serialized as JSON. */
  readonly json?: string | Uint8Array | undefined
  /** The content encoding, if it depends on what the client accepts. */
  readonly encoding?: Encoding | undefined
  /** Sends the events of a stream, in place of a body. */
  readonly sendEvents?: SendEvents | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
}

type Parsed<F extends Fields> = { readonly [Name in keyof F]: z.output<F[Name]> }

/** The values that a handler may return, given its response descriptions. */
export type AnswerOf<Answers extends AnswerDescriptions> = {
  [Status in keyof Answers]: { readonly status: Status } & BodyOf<Answers[Status]> &
    HeadersOf<Answers[Status]> & { readonly encoding?: Encoding }
}[keyof Answers]

type BodyOf<Described> = Described extends { readonly body: infer Schema extends z.ZodType }
  ? { readonly body: ReadonlyDeep<z.output<Schema>> } | { readonly json: string | Uint8Array }
  : Described extends { readonly isStream: true }
    ? { readonly sendEvents: SendEvents }
    : Described extends { readonly text: string }
      ? { readonly body: string }
      : { readonly body?: undefined }

type HeadersOf<Described> = Described extends { readonly headers: infer Headers }
  ? { readonly headers: { readonly [Name in keyof Headers]: string } }
  : { readonly headers?: undefined }

type ReadonlyDeep<T> = T extends object ? { readonly [Key in keyof T]: ReadonlyDeep<T[Key]> } : T

/** Defines a route. The argument and result types of its handler are inferred from the schemas. */
export function endpoint<
  Params extends Fields,
  Query extends Fields,
  Headers extends Fields,
  const Answers extends AnswerDescriptions,
  // Inferred, so that the type of a returned `status: 200` is 200 and not `number`.
  const Reply extends AnswerOf<Answers> | Problem<Code>,
  Body extends z.ZodType = z.ZodUndefined,
  const Code extends ProblemCode = never,
>(
  route: EndpointDescription<Params, Query, Headers, Body, Answers, Code> & {
    handle(
      request: EndpointRequest<Parsed<Params>, Parsed<Query>, Parsed<Headers>, z.output<Body>>,
    ): Promise<Reply>
  },
): Endpoint {
  // Sound, because requests are parsed by the schemas from which the types of the handler are inferred.
  return route as unknown as Endpoint
}
