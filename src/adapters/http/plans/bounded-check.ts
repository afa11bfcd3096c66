import type { z } from 'zod'

import { faultsOf } from '../endpoint/schemas.ts'

/**
 * Checks a large document a piece at a time, and stops once it has found enough. A single schema goes on to the last
 * fault instead, and zod breaks down when a list has some hundred thousand of them to report.
 */
export class BoundedCheck {
  readonly faults: string[] = []
  readonly #faultsMax: number

  constructor(faultsMax: number) {
    this.#faultsMax = faultsMax
  }

  /** What the schema makes of the value, or undefined when it has faults, which are noted. */
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

  /** What is read from each of the values, up to the last fault that is noted. */
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
