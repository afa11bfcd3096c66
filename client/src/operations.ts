import type { components, operations, paths } from './api.ts'

/** The schemas of the API document, by name. */
export type Schemas = components['schemas']

/** A path of the API document, such as `/api/events/{eventId}`. */
export type Path = keyof paths

/** A method of a path. */
export type Method<P extends Path> = {
  [M in keyof paths[P]]-?: [Operation<P, M>] extends [never] ? never : M
}[keyof paths[P]] &
  string

/** A request: path parameters, query, headers such as `If-None-Match`, body and credentials. */
export type RequestOf<P extends Path, M extends Method<P>> = Sent<'params', Params<P, M>> &
  Sent<'query', Operation<P, M>['parameters']['query']> &
  Sent<'headers', Operation<P, M>['parameters']['header']> &
  Sent<'body', Body<P, M>> & {
    /** Replaces the client's own key: the token of a hold. */
    readonly bearer?: string | undefined
  }

/** A successful answer. */
export type AnswerOf<P extends Path, M extends Method<P>> = Answer<Operation<P, M>['responses']>

/** The problem codes of an operation. */
export type CodeOf<P extends Path, M extends Method<P>> = CodeIn<Operation<P, M>>

/** Every problem code of the service. */
export type ProblemCode =
  | CodeIn<operations[keyof operations]>
  // Of URLs without an operation.
  | 'not-found'
  | 'method-not-allowed'
  // Of streams, which have no generated types.
  | 'too-many-streams'
  | 'too-many-streams-per-client'

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

/** A part of a request: absent if the operation has none, optional if it may be left out. */
type Sent<Name extends string, Part> = [NonNullable<Part>] extends [never]
  ? unknown
  : undefined extends Part
    ? Readonly<Partial<Record<Name, Part>>>
    : Readonly<Record<Name, Part>>

type Success = 200 | 201 | 204 | 304

type Answer<Responses> = {
  [Status in keyof Responses & Success]: {
    readonly ok: true
    readonly status: Status
    /** The body; undefined if the answer has none. */
    readonly value: JsonIn<Responses[Status]>
    readonly headers: Headers
  }
}[keyof Responses & Success]

type JsonIn<Message> = Message extends {
  readonly content: { readonly 'application/json': infer Json }
}
  ? Json
  : undefined

/** The `code` in the body of a successful answer is that of a hold or booking. */
type CodeIn<O> = O extends AnyOperation
  ? CodeAt<ContentOf<ValueOf<Omit<O['responses'], Success>>>>
  : never
type ValueOf<T> = T[keyof T]
type ContentOf<Message> = Message extends { readonly content: infer Content }
  ? ValueOf<Content>
  : never
type CodeAt<Json> = Json extends { readonly code: infer Code } ? Code : never
