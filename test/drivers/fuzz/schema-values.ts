import fc, { type Arbitrary } from 'fast-check'

/** The part of JSON Schema that the API document uses. */
export interface Schema {
  readonly $ref?: string
  readonly anyOf?: readonly Schema[]
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly type?: string
  readonly format?: string
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
}

/** Values that mean something to the service, by the name of the field or of the schema that they belong to. */
export type KnownValues = Readonly<Record<string, readonly unknown[]>>

/** Lists are short, so that a request is small whatever it nests. */
const ITEMS_MAX = 3

/** Generates values that a schema allows, with known values in the fields that have any. */
export class SchemaValues {
  readonly #schemas: Readonly<Record<string, Schema>>
  readonly #known: KnownValues
  readonly #unknownWeight: number

  /**
   * @param schemas what a `$ref` may refer to, by the last part of its path
   * @param unknownWeight how often there is another value where some are known, for each four times that there is one
   *   of those
   */
  constructor(
    schemas: Readonly<Record<string, Schema>>,
    known: KnownValues,
    unknownWeight: number,
  ) {
    this.#schemas = schemas
    this.#known = known
    this.#unknownWeight = unknownWeight
  }

  of(schema: Schema, name = ''): Arbitrary<unknown> {
    if (schema.$ref === undefined) return this.#orKnown(this.#of(schema, name), name)
    const referred = lastPart(schema.$ref)
    return this.#orKnown(this.of(this.#schemas[referred] ?? {}, name), referred)
  }

  #orKnown(any: Arbitrary<unknown>, name: string): Arbitrary<unknown> {
    const known = this.#known[name]
    if (!known?.length) return any
    return fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...known) },
      { weight: this.#unknownWeight, arbitrary: any },
    )
  }

  #of(schema: Schema, name: string): Arbitrary<unknown> {
    if (schema.anyOf) return fc.oneof(...schema.anyOf.map((each) => this.of(each, name)))
    if (schema.const !== undefined) return fc.constant(schema.const)
    if (schema.enum) return fc.constantFrom(...schema.enum)
    switch (schema.type) {
      case 'object':
        return this.#object(schema)
      case 'array':
        return this.#array(schema, name)
      case 'string':
        return string(schema)
      case 'integer':
        return fc.integer(range(schema))
      case 'number':
        return fc.double({ ...range(schema), noNaN: true, noDefaultInfinity: true })
      case 'boolean':
        return fc.boolean()
      case undefined:
      default:
        return fc.jsonValue()
    }
  }

  #object({ properties = {}, required = [] }: Schema): Arbitrary<unknown> {
    const fields = Object.entries(properties).map(
      ([name, schema]) => [name, this.of(schema, name)] as const,
    )
    return fc.record(Object.fromEntries(fields), { requiredKeys: [...required] })
  }

  #array({ items = {}, minItems = 0, maxItems = ITEMS_MAX }: Schema, name: string) {
    const singular = name.replace(/s$/, '')
    return fc.uniqueArray(this.of(items, singular), {
      minLength: minItems,
      maxLength: Math.max(minItems, Math.min(maxItems, ITEMS_MAX)),
      comparator: 'IsStrictlyEqual',
    })
  }
}

function string({ format, pattern, minLength = 0, maxLength = 40 }: Schema): Arbitrary<string> {
  if (format === 'date-time') {
    const dates = fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
    return dates.map((date) => date.toISOString())
  }
  // A lookahead is left out: it only excludes values, and one of those is as good a request as any.
  if (pattern !== undefined)
    return fc.stringMatching(new RegExp(pattern.replace(/\(\?![^)]*\)/, '')))
  return fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, 40) })
}

function range({ minimum, maximum }: Schema): { min?: number; max?: number } {
  return {
    ...(minimum !== undefined && { min: Math.max(minimum, -(2 ** 31)) }),
    ...(maximum !== undefined && { max: Math.min(maximum, 2 ** 31 - 1) }),
  }
}

function lastPart(pointer: string): string {
  return pointer.slice(pointer.lastIndexOf('/') + 1)
}
