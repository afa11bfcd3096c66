import fc, { type Arbitrary } from 'fast-check'

type Json = null | boolean | number | string | Json[] | { [name: string]: Json }

const ODD_TEXTS = [
  '',
  ' ',
  '0',
  '\u0000',
  '\n',
  '\u202eX',
  '\u200b',
  '\ufeff',
  '\ufffe',
  'e\u0301',
  '\ud800',
  '\u{1f4ba}',
  'ß'.repeat(200),
  'x'.repeat(5_000),
  '__proto__',
  'constructor',
  'toString',
  '..',
  '../../etc/passwd',
  '%00',
  '%',
  '*',
  '{}',
  "'; drop table seats; --",
  '${7*7}',
  '<script>',
] as const

const ODD_NUMBERS = [0, -0, -1, 0.5, 1e21, -1e308, 2 ** 31, 2 ** 53, 2 ** 63]

export const oddTexts: Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...ODD_TEXTS) },
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme-ascii', maxLength: 300 }),
)

const oddValues = fc.oneof(
  oddTexts,
  fc.constantFrom(...ODD_NUMBERS, null, true, false),
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(nested(10), nested(300)),
) as Arbitrary<Json>

/** One change of a JSON value, at whichever place the number comes to. */
interface Mutation {
  readonly place: number
  readonly change: 'replace' | 'remove' | 'add' | 'wrap'
  readonly value: Json
  readonly name: string
}

const mutation: Arbitrary<Mutation> = fc.record({
  place: fc.nat(10_000),
  change: fc.constantFrom('replace', 'remove', 'add', 'wrap'),
  value: oddValues,
  name: oddTexts,
})

/** JSON texts of these values, some of them with a change or two. */
export function mutatedJson(values: Arbitrary<unknown>): Arbitrary<string> {
  const mutations = fc.oneof(
    { weight: 2, arbitrary: fc.constant([]) },
    { weight: 3, arbitrary: fc.array(mutation, { minLength: 1, maxLength: 2 }) },
  )
  return fc.tuple(values, mutations).map(([value, changes]) => {
    return JSON.stringify(changes.reduce(mutate, copyOf(value ?? null)))
  })
}

function mutate(value: Json, { place, change, value: constant, name }: Mutation): Json {
  // Another change may change it or add it to itself.
  const odd = copyOf(constant)
  const places = placesIn(value)
  // The whole value counts as one more place.
  const at = places[place % (places.length + 1)]
  if (!at) return change === 'wrap' ? [value] : odd
  const { parent, key } = at
  const child = parent[key] as Json
  if (change === 'remove') Reflect.deleteProperty(parent, key)
  else if (change === 'wrap') define(parent, key, [child])
  else if (change === 'replace') define(parent, key, odd)
  else if (Array.isArray(child)) child.push(odd)
  else define(isParent(child) ? child : parent, name, odd)
  return value
}

type Parent = Record<string, Json>

function placesIn(value: Json): { readonly parent: Parent; readonly key: string }[] {
  if (!isParent(value)) return []
  return Object.keys(value).flatMap((key) => [
    { parent: value, key },
    ...placesIn(value[key] as Json),
  ])
}

function isParent(value: Json): value is Parent {
  return typeof value === 'object' && value !== null
}

/** Not assigned, because `__proto__` is to be a field like any other. */
function define(parent: Parent, name: string, value: Json): void {
  const key = Array.isArray(parent) && !/^\d{1,3}$/.test(name) ? '0' : name
  const descriptor = { value, enumerable: true, configurable: true, writable: true }
  Object.defineProperty(parent, key, descriptor)
}

function copyOf(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json
}

function nested(levels: number): Json {
  return JSON.parse('['.repeat(levels) + ']'.repeat(levels)) as Json
}
