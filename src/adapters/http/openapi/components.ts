import { isDeepStrictEqual } from 'node:util'

import { z } from 'zod'

export type Json = Record<string, unknown>

/** Collects the `components` of the API document. */
export class Components {
  readonly sections: Record<string, Record<string, Json>> = {}
  readonly #converted = {
    input: new Map<z.ZodType, Json>(),
    output: new Map<z.ZodType, Json>(),
  }

  /**
   * Converts a schema to JSON Schema. Schemas with an id become components.
   * @param io fields with a default are optional only in input
   */
  schema(schema: z.ZodType, io: 'input' | 'output'): Json {
    const known = this.#converted[io].get(schema)
    if (known) return known
    const { $defs = {}, ...jsonSchema } = toComponentSchema(
      z.toJSONSchema(schema, { io, override: allowMore }),
    )
    for (const [id, definition] of Object.entries($defs as Record<string, Json>)) {
      this.add('schemas', id, definition)
    }
    this.#converted[io].set(schema, jsonSchema)
    return jsonSchema
  }

  /** Adds a component and returns a reference to it. */
  add(section: string, name: string, value: Json): Json {
    const named = (this.sections[section] ??= {})
    if (named[name] !== undefined && !isDeepStrictEqual(named[name], value)) {
      throw new Error(`There are two different ${section} with the name ${name}.`)
    }
    named[name] = value
    return { $ref: `#/components/${section}/${name}` }
  }
}

/** zod describes plain objects in answers as closed. Only strict ones are: a seating plan has unknown fields. */
function allowMore({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodTypes; jsonSchema: Json }) {
  const { def } = zodSchema._zod
  if (def.type === 'object' && !def.catchall) delete jsonSchema['additionalProperties']
}

/** Removes `$schema`, and makes references to definitions refer to the components of the document. */
function toComponentSchema(jsonSchema: object): Json {
  const text = JSON.stringify({ ...jsonSchema, $schema: undefined })
  return JSON.parse(text.replaceAll('"#/$defs/', '"#/components/schemas/')) as Json
}
