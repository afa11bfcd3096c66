import fc, { type Arbitrary } from 'fast-check'

import { mutatedJson, oddTexts } from './mutations.ts'
import {
  BROKEN_BODIES,
  CONTENT_TYPES,
  isHeaderValue,
  ODD_AUTHORIZATIONS,
  ODD_PATH_ENDS,
  ODD_QUERIES,
  ODD_SEGMENTS,
  oddHeaderValues,
  OTHER_HEADERS,
  OTHER_METHODS,
} from './odd-parts.ts'
import { type KnownValues, type Schema, SchemaValues } from './schema-values.ts'

/** A request as it goes over the wire. */
export interface FuzzRequest {
  readonly method: string
  readonly path: string
  readonly headers: readonly Header[]
  readonly body?: string | Uint8Array | undefined
  /** Whether the body is sent with its length, in chunks, or is cut off before its end. */
  readonly framing: 'length' | 'chunked' | 'cut'
}

type Header = readonly [name: string, value: string]

interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly schema: Schema
}

interface Operation {
  /** One of these is needed; an empty one says that nothing is. */
  readonly security: readonly Readonly<Record<string, unknown>>[]
  readonly parameters: readonly Parameter[]
  readonly requestBody?: {
    readonly required: boolean
    readonly content: { readonly 'application/json': { readonly schema: Schema } }
  }
}

export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

export interface FuzzOptions {
  readonly document: OpenApi
  /**
   * Known values by the names of parameters, fields, schemas and security schemes. The tokens of holds are in the order
   * of the holds.
   */
  readonly known: KnownValues
  /** More bytes than any body may have. */
  readonly bodyBytesTooMany: number
}

/** Requests for one operation: half of them are as the document says, the others have one odd part or several. */
export function fuzzRequests(
  template: string,
  method: string,
  options: FuzzOptions,
): Arbitrary<FuzzRequest> {
  const asDescribed = new RequestGenerator(options, 0).requests(template, method)
  const odd = new RequestGenerator(options, 1).requests(template, method)
  return fc.oneof(asDescribed, odd)
}

class RequestGenerator {
  readonly #options: FuzzOptions
  readonly #values: SchemaValues
  /** How often a part is odd, for each seven times that it is not. */
  readonly #oddity: number

  constructor(options: FuzzOptions, oddity: number) {
    this.#options = options
    this.#values = new SchemaValues(options.document.components.schemas, options.known, oddity)
    this.#oddity = oddity
  }

  requests(template: string, method: string): Arbitrary<FuzzRequest> {
    const operation = this.#options.document.paths[template]?.[method] ?? NO_OPERATION
    const parametersIn = (where: Parameter['in']) =>
      operation.parameters.filter((parameter) => parameter.in === where)
    return fc
      .record({
        method: this.#mostly(fc.constant(method.toUpperCase()), fc.constantFrom(...OTHER_METHODS)),
        path: this.#paths(template, parametersIn('path')),
        query: this.#queries(parametersIn('query')),
        bearer: this.#bearers(operation),
        headers: this.#headers(parametersIn('header')),
        content: this.#contents(operation.requestBody),
        framing: this.#mostly<FuzzRequest['framing']>(
          fc.constant('length'),
          fc.constantFrom('chunked', 'cut'),
        ),
      })
      .map(({ path, query, bearer, headers, content, ...rest }) => ({
        ...rest,
        path: path + query,
        headers: [...this.#authorization(bearer, path), ...headers, ...content.headers],
        body: content.body,
      }))
  }

  #mostly<T>(usual: Arbitrary<T>, odd: Arbitrary<T>): Arbitrary<T> {
    return fc.oneof({ weight: 7, arbitrary: usual }, { weight: this.#oddity, arbitrary: odd })
  }

  #paths(template: string, parameters: readonly Parameter[]): Arbitrary<string> {
    const names = parameters.map(({ name }) => name)
    const segments = parameters.map(({ name, schema }) =>
      this.#mostly(
        this.#values.of(schema, name).map(encoded),
        fc.oneof(fc.constantFrom(...ODD_SEGMENTS), oddTexts.map(encoded)),
      ),
    )
    const ends = this.#mostly(fc.constant(''), fc.constantFrom(...ODD_PATH_ENDS))
    return fc.tuple(fc.tuple(...segments), ends).map(([given, end]) => {
      const valueOf = (_: string, name: string) => given[names.indexOf(name)] ?? ''
      return template.replaceAll(/\{(\w+)\}/g, valueOf) + end
    })
  }

  #queries(parameters: readonly Parameter[]): Arbitrary<string> {
    const described = parameters.map(({ name, schema }) =>
      this.#mostly(this.#values.of(schema, name), oddTexts).map(
        (value) => `${name}=${encoded(value)}`,
      ),
    )
    const odd = fc.oneof(
      fc.constantFrom(...ODD_QUERIES),
      oddTexts.map((text) => `${encoded(text)}=${encoded(text)}`),
    )
    const some = fc.subarray(described).chain((chosen) => fc.tuple(...chosen))
    const more = this.#mostly<string[]>(fc.constant([]), fc.tuple(odd))
    return fc.tuple(some, more).map(([known, unknown]) => {
      const all = [...known, ...unknown]
      return all.length === 0 ? '' : `?${all.join('&')}`
    })
  }

  #headers(parameters: readonly Parameter[]): Arbitrary<Header[]> {
    const described = parameters.map(({ name, schema }) =>
      this.#header(name, this.#values.of(schema, name).map(String).filter(isHeaderValue)),
    )
    const others = Object.entries(OTHER_HEADERS).map(([name, values]) =>
      this.#header(name, fc.constantFrom(...values)),
    )
    const some = fc.subarray(described).chain((chosen) => fc.tuple(...chosen))
    const more = fc.subarray(others, { minLength: 1, maxLength: 3 }).chain((chosen) => {
      return fc.tuple(...chosen, ...chosen.slice(2))
    })
    const all = [some, this.#mostly<Header[]>(fc.constant([]), more)] as const
    return fc.tuple(...all).map((headers) => headers.flat())
  }

  #header(name: string, values: Arbitrary<string>): Arbitrary<Header> {
    return this.#mostly(values, oddHeaderValues).map((value) => [name, value])
  }

  /** The names of a security scheme, or else a whole header. */
  #bearers({ security }: Operation): Arbitrary<string> {
    const needed = security.map((scheme) => Object.keys(scheme)[0] ?? '')
    if (needed.length === 0) needed.push('')
    const odd = fc.oneof(
      fc.constantFrom('', ...SECURITY_SCHEMES),
      fc.constantFrom(...ODD_AUTHORIZATIONS),
      oddHeaderValues,
    )
    return this.#mostly(fc.constantFrom(...needed), odd)
  }

  #authorization(bearer: string, path: string): Header[] {
    const { [bearer]: secrets = [bearer], holdId = [] } = this.#options.known
    if (bearer === '') return []
    if (!SECURITY_SCHEMES.includes(bearer)) return [['Authorization', bearer]]
    const index = holdId.findIndex((id) => path.includes(String(id)))
    return [['Authorization', `Bearer ${String(secrets[index] ?? secrets[0])}`]]
  }

  #contents(requestBody: Operation['requestBody']): Arbitrary<Content> {
    const { bodyBytesTooMany } = this.#options
    const { schema } = requestBody?.content['application/json'] ?? {}
    const values = schema ? this.#values.of(schema) : fc.jsonValue()
    const json = this.#mostly(
      values.map((value) => JSON.stringify(value)),
      mutatedJson(values),
    )
    const odd = fc.oneof(
      mutatedJson(values),
      mutatedJson(values),
      fc.tuple(json, fc.nat(100)).map(([text, length]) => text.slice(0, length)),
      json.map((text) => `${text}${text}`),
      json.map((text) => `\ufeff${text}`),
      fc.constantFrom(...BROKEN_BODIES, `"${'x'.repeat(bodyBytesTooMany)}"`),
      fc.uint8Array({ maxLength: 100 }),
    )
    const types = this.#mostly(fc.constant('application/json'), fc.constantFrom(...CONTENT_TYPES))
    const bodies = this.#mostly<string | Uint8Array>(json, odd)
    const some = fc
      .tuple(bodies, types)
      .map(([body, type]): Content => ({ headers: [['Content-Type', type]], body }))
    if (!schema) return this.#mostly(fc.constant(NO_CONTENT), some)
    return requestBody?.required
      ? this.#mostly(some, fc.constant(NO_CONTENT))
      : fc.oneof(some, fc.constant(NO_CONTENT))
  }
}

const SECURITY_SCHEMES = ['adminKey', 'officeKey', 'sellerKey', 'viewerKey', 'holdToken']

const NO_OPERATION: Operation = { security: [], parameters: [] }

interface Content {
  readonly headers: readonly Header[]
  readonly body?: string | Uint8Array
}

const NO_CONTENT: Content = { headers: [] }

function encoded(value: unknown): string {
  return encodeURIComponent(String(value).toWellFormed())
}
