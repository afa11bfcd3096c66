import type { ArtilleryResult } from './artillery.ts'

export interface EnvironmentResult extends ArtilleryResult {
  readonly environment: string
  /** By the service's own count; unknown when it is gone. */
  readonly seatsBooked: number | undefined
}

/** A table with a column for each environment, and below it every violation. */
export function formatSummary(results: readonly EnvironmentResult[]): string {
  const columns = results.map((result) => new Map(Object.entries(figuresOf(result))))
  const names = new Set(columns.flatMap((column) => [...column.keys()]))
  const rows = [...names].map((name) => formatRow(name, columns.map((column) => column.get(name))))
  const violations = results.flatMap(({ environment, violations }) =>
    violations.map((violation) => `${environment}: ${violation}\n`),
  )
  return `${rows.join('\n')}\n\n${violations.join('')}`
}
