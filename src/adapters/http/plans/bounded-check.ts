import type { z } from 'zod'

import { faultsOf } from '../endpoint/schemas.ts'

/**
 * Checks a large document piece by piece and stops after a maximum number of faults. A single schema would report all
 * faults, and zod fails if a list has about a hundred thousand of them.
 */
export class BoundedCheck {
  readonly faults: string[] = []
  readonly #faultsMax: number

  constructor(faultsMax: number) {
    this.#faultsMax = faultsMax
  }

  /** Parses a value by a schema. Records its faults and returns undefined if it has any. */
  piece<T>(schema: z.ZodType<T>, value: unknown, place: string): T | undefined {
    const result = schema.safeParse(value, {
      error: ({ input }) => (input === undefined ? 'is missing' : undefined),
    })
    if (result.success) return result.data
    faultsOf(result.error, place).forEach((fault) => {
      this.#note(fault)
    })
    return undefined
  }

  /** Reads each of the values until the maximum number of faults is reached. */
  each<T>(
    values: readonly unknown[],
    place: string,
    read: (value: unknown, place: string) => T | undefined,
  ): T[] {
    const results: T[] = []
    for (const [index, value] of values.entries()) {
      if (this.faults.length >= this.#faultsMax) break
      const result = read(value, `${place}[${index}]`)
      if (result !== undefined) results.push(result)
    }
    return results
  }

  fault(place: string, what: string): void {
    this.#note(`${place}: ${what}`)
  }

  #note(fault: string): void {
    if (this.faults.length < this.#faultsMax) this.faults.push(fault)
  }
}
