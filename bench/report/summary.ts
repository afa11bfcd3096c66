import { type Figure, FIGURES, type Outcome, type Spread, spreadOf } from '../rig/figures.ts'
import { SEED } from '../rig/servers.ts'

/** All rounds of one server under one workload. */
export interface Row {
  readonly workload: string
  readonly server: string
  readonly figures: Readonly<Partial<Record<Figure, Spread>>>
  /** Requests per second as a multiple of the seed's, if measured. */
  readonly toSeed: number | undefined
}

const FIGURE_NAMES = Object.keys(FIGURES) as Figure[]

interface Measured {
  readonly workload: string
  readonly server: string
  readonly figure: Figure
}

/** One row per workload and server, in measured order. Rounds with faults are left out. */
export function summarise(outcomes: readonly Outcome[]): Row[] {
  const first = Map.groupBy(outcomes, ({ workload, server }) => `${workload} ${server}`)
  return [...first.values()].flatMap(([outcome]) => {
    if (!outcome) return []
    const { workload, server } = outcome
    const figures = FIGURE_NAMES.flatMap((figure) => {
      const spread = spreadIn(outcomes, { workload, server, figure })
      return spread ? [[figure, spread] as const] : []
    })
    if (figures.length === 0) return []
    const toSeed = ratioOf(outcomes, {
      ...{ workload, server, figure: 'requestsPerSecond', against: { server: SEED } },
    })
    return { workload, server, figures: Object.fromEntries(figures), toSeed }
  })
}

export function spreadIn(outcomes: readonly Outcome[], measured: Measured): Spread | undefined {
  return spreadOf([...valuesByRound(outcomes, measured).values()])
}

/** What a figure is divided by. */
export interface Divisor {
  readonly server: string
  /** By default, that of the figure. */
  readonly workload?: string
}

/**
 * The median of the per-round ratios of two servers or workloads, not the ratio of their medians: a slow phase of the
 * machine then affects both.
 */
export function ratioOf(
  outcomes: readonly Outcome[],
  { against, ...measured }: Measured & { readonly against: Divisor },
): number | undefined {
  const others = valuesByRound(outcomes, { ...measured, ...against })
  const ratios = [...valuesByRound(outcomes, measured)].flatMap(([round, value]) => {
    const other = others.get(round)
    return other === undefined ? [] : [value / other]
  })
  return spreadOf(ratios)?.median
}

/** Leaves out the warm-up and rounds with faults. */
function valuesByRound(
  outcomes: readonly Outcome[],
  { workload, server, figure }: Measured,
): Map<number, number> {
  return new Map(
    outcomes
      .filter((each) => each.workload === workload && each.server === server)
      .filter(({ round, faults }) => round > 0 && faults.length === 0)
      .flatMap((each): [number, number][] => {
        const value = each.figures[figure]
        return value === undefined ? [] : [[each.round, value]]
      }),
  )
}
