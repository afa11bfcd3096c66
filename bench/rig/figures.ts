/** What a run may measure. */
export const FIGURES = {
  requestsPerSecond: 'more is better',
  p50Ms: 'less is better',
  p99Ms: 'less is better',
  /** CPU time of the server's process. */
  cpuUsPerRequest: 'less is better',
  /** Memory that the server's process has in use, in millions of bytes. */
  residentMb: 'less is better',
  /** Requests a second that were served by a server that is asked too much, to those of one that is not. */
  goodput: 'more is better',
  /** How many of all requests were turned away, from 0 to 1, and how long that took. */
  refusedShare: 'less is better',
  refusedP50Ms: 'less is better',
  refusedP99Ms: 'less is better',
} as const

export type Figure = keyof typeof FIGURES

/** Those that were measured. */
export type Figures = Readonly<Partial<Record<Figure, number>>>
