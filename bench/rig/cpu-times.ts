/** The processes whose CPU time is measured: the service under test with all instances, Redis and Postgres. */
export const PARTS = ['service', 'redis', 'postgres'] as const

/** CPU times in seconds. A part is missing if the server does not use it, or if the time is not available. */
export type CpuTimes = Readonly<Partial<Record<(typeof PARTS)[number], number>>>

/** Combines two times part by part, for those parts that both have. */
function combine(a: CpuTimes, b: CpuTimes, join: (a: number, b: number) => number): CpuTimes {
  const both = PARTS.flatMap((part) => {
    const [left, right] = [a[part], b[part]]
    return left === undefined || right === undefined ? [] : [[part, join(left, right)] as const]
  })
  return Object.fromEntries(both)
}

export function elapsed(before: CpuTimes, after: CpuTimes): CpuTimes {
  return combine(before, after, (from, to) => to - from)
}

export function sumOf(all: readonly CpuTimes[]): CpuTimes {
  const [first = {}, ...others] = all
  return others.reduce((sum, each) => combine(sum, each, (a, b) => a + b), first)
}

/** All parts together; undefined without the time of the service. */
export function totalSeconds(times: CpuTimes): number | undefined {
  if (times.service === undefined) return undefined
  return PARTS.reduce((sum, part) => sum + (times[part] ?? 0), 0)
}
