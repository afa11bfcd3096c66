import type { components, operations, paths } from './api.ts'

/** What is sent and answered, by the names that the API document gives it. */
export type Schemas = components['schemas']

/** A path of the API document, such as `/api/events/{eventId}`. */
export type Path = keyof paths

/** A method that is possible at a path. */
export type Method<P extends Path> = {
  [M in keyof paths[P]]-?: [Operation<P, M>] extends [never] ? never : M
}[keyof paths[P]] &
  string

/** What is sent: what stands in the path, the query, headers such as `If-None-Match`, the body, and by whom. */
export type RequestOf<P extends Path, M extends Method<P>> = Sent<'params', Params<P, M>> &
  Sent<'query', Operation<P, M>['parameters']['query']> &
  Sent<'headers', Operation<P, M>['parameters']['header']> &
  Sent<'body', Body<P, M>> & {
    /** In the place of the client's own key: the token of a hold. */
    readonly bearer?: string | undefined
  }

/** What is answered when nothing is wrong. */
export type AnswerOf<P extends Path, M extends Method<P>> = Answer<Operation<P, M>['responses']>

/** What may be wrong. */
export type CodeOf<P extends Path, M extends Method<P>> = CodeIn<Operation<P, M>>

/** Every code that an error of the service may have. */
export type ProblemCode =
  | CodeIn<operations[keyof operations]>
  // Of no operation, but of URLs that have none.
  | 'not-found'
  | 'method-not-allowed'
  // Of the streams, which have no types.
  | 'too-many-streams'

interface AnyOperation {
  readonly parameters: {
    readonly path?: unknown
    readonly query?: unknown
    readonly header?: unknown
  }
  readonly requestBody?: unknown
  readonly responses: object
}

type Operation<P extends Path, M extends keyof paths[P]> = Extract<paths[P][M], AnyOperation>

type Params<P extends Path, M extends Method<P>> = Operation<P, M>['parameters']['path']

type Body<P extends Path, M extends Method<P>> =
  | JsonIn<NonNullable<Operation<P, M>['requestBody']>>
  | Extract<Operation<P, M>['requestBody'], undefined>

/** A part of a request: missing where the operation has none, optional where it may be left out. */
type Sent<Name extends string, Part> = [NonNullable<Part>] extends [never]
  ? unknown
  : undefined extends Part
    ? Readonly<Partial<Record<Name, Part>>>
    : Readonly<Record<Name, Part>>

type Answer<Responses> = {
  [Status in keyof Responses & (200 | 201 | 204 | 304)]: {
    readonly ok: true
    readonly status: Status
    /** The body; undefined when the answer has none. */
    readonly value: JsonIn<Responses[Status]>
    readonly headers: Headers
  }
}[keyof Responses & (200 | 201 | 204 | 304)]

type JsonIn<Message> = Message extends {
  readonly content: { readonly 'application/json': infer Json }
}
  ? Json
  : undefined

type CodeIn<O> = O extends AnyOperation ? CodeAt<ContentOf<ValueOf<O['responses']>>> : never
type ValueOf<T> = T[keyof T]
type ContentOf<Message> = Message extends { readonly content: infer Content }
  ? ValueOf<Content>
  : never
type CodeAt<Json> = Json extends { readonly code: infer Code } ? Code : never
