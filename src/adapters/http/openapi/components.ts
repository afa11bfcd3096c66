import { isDeepStrictEqual } from 'node:util'

import { z } from 'zod'

export type Json = Record<string, unknown>

/** Collects what the document names once and refers to from many places. */
export class Components {
  readonly sections: Record<string, Record<string, Json>> = {}
  readonly #converted = {
    input: new Map<z.ZodType, Json>(),
    output: new Map<z.ZodType, Json>(),
  }

  /**
   * The JSON Schema of a schema; those in it that have an id become components.
   * @param io whether what is described comes in or goes out: what has a default may be left out of the one only
   */
  schema(schema: z.ZodType, io: 'input' | 'output'): Json {
    const known = this.#converted[io].get(schema)
    if (known) return known
    const { $defs = {}, ...jsonSchema } = atHome(z.toJSONSchema(schema, { io }))
    for (const [id, definition] of Object.entries($defs as Record<string, Json>)) {
      this.add('schemas', id, definition)
    }
    this.#converted[io].set(schema, jsonSchema)
    return jsonSchema
  }

  /** Names something, and returns a reference to it. */
  add(section: string, name: string, value: Json): Json {
    const named = (this.sections[section] ??= {})
    if (named[name] !== undefined && !isDeepStrictEqual(named[name], value)) {
      throw new Error(`There are two different ${section} with the name ${name}.`)
    }
    named[name] = value
    return { $ref: `#/components/${section}/${name}` }
  }
}

/** A schema that is part of this document has its definitions among the components, and is written as all of it. */
function atHome(jsonSchema: object): Json {
  const text = JSON.stringify({ ...jsonSchema, $schema: undefined })
  return JSON.parse(text.replaceAll('"#/$defs/', '"#/components/schemas/')) as Json
}
