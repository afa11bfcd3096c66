import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

interface Described {
  readonly headers: Readonly<Record<string, { readonly required?: boolean }>>
  readonly content: Readonly<Record<string, unknown>>
}

interface Operation {
  readonly responses: Readonly<Record<string, Described | { readonly $ref: string }>>
}

type Path = readonly [template: string, methods: Readonly<Record<string, Operation>>]

/** Sees whether answers are what an OpenAPI document says. */
export class DocumentedAnswers {
  readonly #document: Readonly<Record<string, unknown>>
  readonly #ajv = new Ajv2020({ allErrors: true, strictTypes: false })
  readonly #validators = new Map<string, ValidateFunction>()

  constructor(document: Readonly<Record<string, unknown>>) {
    this.#document = document
    addFormats.default(this.#ajv)
    this.#ajv.addVocabulary(Object.keys(document))
    this.#ajv.addSchema(document, 'document')
  }

  /** @throws {Error} that says in what the answer differs from the document */
  async check(method: string, url: string, response: Response): Promise<void> {
    const path = this.#pathOf(url)
    const operationMethod = method === 'HEAD' ? 'get' : method.toLowerCase()
    const operation = path?.[1][operationMethod]
    const text = method === 'HEAD' ? undefined : await response.clone().text()
    const faults = operation
      ? this.#faults(['paths', path[0], operationMethod], operation, response, text)
      : outsideFaults(path, response, text)
    if (faults.length === 0) return
    throw new Error(
      `${method} ${url} answered ${response.status}, but ${faults.join('; ')}: ${text ?? ''}`,
    )
  }

  #faults(
    place: readonly string[],
    { responses }: Operation,
    response: Response,
    text: string | undefined,
  ): string[] {
    const { status } = response
    const named = responses[status]
    if (!named) return ['that status is not documented']

    const at =
      '$ref' in named ? named.$ref.split('/').slice(1) : [...place, 'responses', `${status}`]
    const described = this.#at(at) as Described
    const missing = Object.entries(described.headers)
      .filter(([name, { required }]) => required && !response.headers.has(name))
      .map(([name]) => `it has no ${name}`)
    return [...missing, ...this.#contentFaults(at, described, response, text)]
  }

  #contentFaults(
    at: readonly string[],
    { content }: Described,
    response: Response,
    text: string | undefined,
  ): string[] {
    const type = response.headers.get('Content-Type')?.replace(/;.*/, '')
    if (type === undefined && Object.keys(content).length === 0)
      return text ? ['it has a body'] : []
    if (type === undefined || !(type in content)) return [`${type ?? 'no type'} is not documented`]
    if (text === undefined) return []

    const body: unknown = type.endsWith('json') ? JSON.parse(text) : text
    const validate = this.#validator([...at, 'content', type, 'schema'])
    return validate(body) ? [] : [this.#ajv.errorsText(validate.errors)]
  }

  #validator(at: readonly string[]): ValidateFunction {
    const $ref = `document#/${at.map(pointerStep).join('/')}`
    const validate = this.#validators.get($ref) ?? this.#ajv.compile({ $ref })
    this.#validators.set($ref, validate)
    return validate
  }

  #pathOf(url: string): Path | undefined {
    const [pathname = ''] = url.split('?')
    return Object.entries(this.#document['paths'] as Record<string, Path[1]>).find(([template]) =>
      new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}/?$`).test(pathname),
    )
  }

  #at(place: readonly string[]): unknown {
    return place.reduce<unknown>(
      (value, step) => (value as Record<string, unknown>)[step],
      this.#document,
    )
  }
}

/** What may be answered to any request, also where there is no operation, by status. */
const REFUSED_ANYWHERE: Readonly<Record<number, readonly string[]>> = {
  400: ['client-unknown', 'malformed-http', 'malformed-url'],
  417: ['expectation-failed'],
  429: ['rate-limited', 'too-many-concurrent-requests'],
  431: ['headers-too-large'],
  503: ['overloaded'],
}

/** Besides that, there are two answers that belong to no operation: that there is nothing here, or not this method. */
function outsideFaults(
  path: Path | undefined,
  { status, headers }: Response,
  text: string | undefined,
): string[] {
  const expected = path ? [405, 'method-not-allowed'] : [404, 'not-found']
  const { code } = JSON.parse(text ?? '{}') as { code?: string }
  const refusals = REFUSED_ANYWHERE[status] ?? []
  // An answer to HEAD has no code.
  if (code === undefined ? text === undefined && refusals.length > 0 : refusals.includes(code)) {
    return []
  }
  if (status !== expected[0] || (text !== undefined && code !== expected[1])) {
    return [`it should be ${expected.join(' ')}`]
  }
  if (!path) return []
  const methods = Object.keys(path[1]).map((method) => method.toUpperCase())
  const allowed = (headers.get('Allow') ?? '').split(', ').filter((method) => method !== 'HEAD')
  return allowed.join() === methods.join() ? [] : [`it should allow ${methods.join(', ')}`]
}

/** A step of a JSON pointer in a URI fragment. */
function pointerStep(step: string): string {
  return encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'))
}
