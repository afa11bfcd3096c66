import type { SqlRow } from './sql.ts'

/**
 * A stored row is invalid, for example after a manual change. Its meaning is unknown, so no decision may be based on
 * it.
 */
export class UnreadableRowError extends Error {
  override readonly name = 'UnreadableRowError'

  /** The message contains no values, since some are secret. */
  constructor(columns: string) {
    super(`A row of the database cannot be read: ${columns}`)
  }
}

/** Reads the columns of a row. Each method throws an {@link UnreadableRowError} for an invalid value. */
export class RowReader {
  readonly #row: SqlRow

  constructor(row: SqlRow | undefined) {
    this.#row = row ?? {}
  }

  text(column: string): string {
    return this.#required(column, this.textOrNone(column))
  }

  textOrNone(column: string): string | undefined {
    const value = this.#row[column] ?? undefined
    if (value === undefined || typeof value === 'string') return value
    throw new UnreadableRowError(column)
  }

  texts(column: string): readonly string[] {
    const value = this.#row[column]
    const areTexts = Array.isArray(value) && value.every((each) => typeof each === 'string')
    return this.#required(column, areTexts ? value : undefined)
  }

  /** The driver returns a `bigint` as text. */
  integer(column: string): number {
    return this.#required(column, this.integerOrNone(column))
  }

  integerOrNone(column: string): number | undefined {
    const value = this.#row[column] ?? undefined
    if (value === undefined) return undefined
    const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value
    if (typeof number === 'number' && Number.isSafeInteger(number)) return number
    throw new UnreadableRowError(column)
  }

  boolean(column: string): boolean {
    const value = this.#row[column]
    return this.#required(column, typeof value === 'boolean' ? value : undefined)
  }

  /** A time that the statement returns in milliseconds. */
  time(column: string): Date {
    return this.#required(column, this.timeOrNone(column))
  }

  timeOrNone(column: string): Date | undefined {
    const ms = this.integerOrNone(column)
    if (ms === undefined) return undefined
    const time = new Date(ms)
    if (Number.isNaN(time.getTime())) throw new UnreadableRowError(column)
    return time
  }

  oneOf<const T extends string>(column: string, values: readonly T[]): T {
    return this.#required(column, this.oneOfOrNone(column, values))
  }

  oneOfOrNone<const T extends string>(column: string, values: readonly T[]): T | undefined {
    const text = this.textOrNone(column)
    const value = values.find((each) => each === text)
    if (value !== text) throw new UnreadableRowError(column)
    return value
  }

  /** A value that the driver has parsed, such as JSON. */
  valueOrNone<T>(column: string, isValid: (value: unknown) => value is T): T | undefined {
    const value = this.#row[column] ?? undefined
    if (value === undefined || isValid(value)) return value
    throw new UnreadableRowError(column)
  }

  #required<T>(column: string, value: T | undefined): T {
    if (value === undefined) throw new UnreadableRowError(column)
    return value
  }
}

/** Returns the error of a row that cannot be read, so that other requests of the same batch do not fail. */
export function readable<T>(read: () => T): T | UnreadableRowError {
  try {
    return read()
  } catch (error) {
    if (error instanceof UnreadableRowError) return error
    throw error
  }
}

/** All items, or the first error among them. */
export function allReadable<T>(
  items: readonly (T | UnreadableRowError)[],
): readonly T[] | UnreadableRowError {
  const error = items.find((item) => item instanceof UnreadableRowError)
  return error ?? (items as readonly T[])
}
