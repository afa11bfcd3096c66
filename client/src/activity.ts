/** What an instance of the service did in one tick of its activity stream. */
export interface Activity {
  readonly instance: string
  /** When the tick ended, as an ISO date. */
  readonly at: string
  readonly intervalMs: number
  readonly requests: number
  /** Requests in progress at the end of the tick. */
  readonly inFlight: number
  readonly booked: number
  readonly held: number
  readonly confirmed: number
  readonly released: number
  /** How many requests were refused, by problem code. */
  readonly refused: Readonly<Record<string, number>>
  readonly lock: {
    readonly acquired: number
    readonly busy: number
    readonly unavailable: number
    readonly waits: number
    readonly waitMsTotal: number
  }
  /** Writes that the store refused because the seat had changed since it was read. */
  readonly staleWrites: number
  /** Of the requests of this tick; meaningless if there were none. */
  readonly latencyMs: { readonly p50: number; readonly p99: number }
  /** Open event streams, including this one. */
  readonly watchers: number
}
