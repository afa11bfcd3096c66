import type { Figures, Outcome } from '../../bench/rig/figures.ts'

/** The outcome of a run without faults. */
export function outcome(
  server: string,
  round: number,
  requestsPerSecond: number,
  {
    workload = 'own',
    figures = {},
  }: { readonly workload?: string; readonly figures?: Figures } = {},
): Outcome {
  const measured = { requestsPerSecond, p50Ms: 1, p99Ms: 2, ...figures }
  return { workload, server, round, figures: measured, statuses: { 200: 1 }, faults: [] }
}
