import type { z } from 'zod'

import type { Access, Credentials } from './access.ts'
import type { ErrorFormat } from './error-formats.ts'
import type { Problem } from './http-problem.ts'
import type { Placement } from '../server/server-role.ts'
import type { ProblemCode } from './problems.ts'
import type { SendEvents } from '../streams/event-streams.ts'

/** What is read from a part of a request, by name. Each schema is given a text, or undefined where there is none. */
export type Fields = Readonly<Record<string, z.ZodType>>

/** An answer of one status. It has JSON when it has a `body`, a text when it has a `text`, else nothing. */
export interface AnswerDescription {
  readonly description: string
  readonly body?: z.ZodType
  /** The media type of the text. */
  readonly text?: string
  /** Set where the text goes on for as long as its reader likes, in events; see `EventStreams`. */
  readonly isStream?: true
  /** The headers that come with it, each with what it means. */
  readonly headers?: Readonly<Record<string, string>>
}

export type AnswerDescriptions = Readonly<Record<number, AnswerDescription>>

/** All that is known of a route, but for what it does. */
export interface EndpointDescription<
  Params extends Fields = Fields,
  Query extends Fields = Fields,
  Headers extends Fields = Fields,
  Body extends z.ZodType = z.ZodType,
  Answers extends AnswerDescriptions = AnswerDescriptions,
  Code extends ProblemCode = ProblemCode,
> {
  readonly method: 'get' | 'post' | 'delete'
  /** As Express writes it, such as `/api/events/:eventId`. */
  readonly path: string
  readonly operationId: string
  readonly tag: string
  readonly summary: string
  readonly description?: string
  readonly access: Access
  /** `public` when left out. */
  readonly placement?: Placement
  /** A schema for each parameter of the path. */
  readonly params?: Params
  /** Any other parameter is refused, and so is a repeated one; `ignored` lets all of them pass unread. */
  readonly query?: Query | 'ignored'
  readonly headers?: Headers
  readonly body?: {
    readonly schema: Body
    /** A body that may be left out counts as `{}` then. */
    readonly optional?: boolean
    /** The limit that is set for the service, when left out. */
    readonly bytesMax?: number
    /** Leaves it to the handler to read and check the body's bytes; then the schema only describes it. */
    readonly unread?: boolean
  }
  readonly answers: Answers
  /** The errors that its handler answers. Those of the edge, which come before the handler, go without saying. */
  readonly problems?: readonly Code[]
  /** Problem documents, when left out. */
  readonly errorFormat?: ErrorFormat
}

/** One route, as data: what is registered with Express, checks requests, and is told in the API document. */
export interface Endpoint extends EndpointDescription {
  handle(request: EndpointRequest): Promise<Answer | Problem>
}

/** A request that has been checked. */
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
  /** The body as it came, where it is left unread; else empty. */
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly credentials: Credentials
  readonly requestId: string
  /** Names the client, as far as its address can. */
  readonly client: string
  /** Whether the client takes a body that is packed so. */
  acceptsGzip(): boolean
}

export type Encoding = 'gzip' | 'identity'

export interface Answer {
  readonly status: number
  readonly body?: unknown
  /** The body as JSON that has been written already, as a text or its bytes. */
  readonly json?: string | Uint8Array | undefined
  /** How the body is packed, where that is as the client takes it. */
  readonly encoding?: Encoding | undefined
  /** In the place of a body: what sends the events of a stream. */
  readonly sendEvents?: SendEvents | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
}

type Parsed<F extends Fields> = { readonly [Name in keyof F]: z.output<F[Name]> }

/** What a handler may return for the answers that are described. */
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

/** Describes a route and what it does; what its handler gets and may return follows from the schemas. */
export function endpoint<
  Params extends Fields,
  Query extends Fields,
  Headers extends Fields,
  const Answers extends AnswerDescriptions,
  // Inferred, so that a `status: 200` that it returns stays a 200, and does not become any number.
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
  // What reads a request for this handler goes by the same schemas, so it gets what its types say.
  return route as unknown as Endpoint
}
