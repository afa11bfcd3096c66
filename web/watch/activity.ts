/** What an instance of the service did in one tick, as `/api/activity` tells it: differences of its counters. */
export interface Activity {
  readonly instance: string
  /** When the tick ended, as an ISO date. */
  readonly at: string
  readonly intervalMs: number
  readonly requests: number
  /** Requests at work at the end of the tick. */
  readonly inFlight: number
  readonly booked: number
  readonly held: number
  readonly confirmed: number
  readonly released: number
  /** How many were told no, by the code of the refusal. */
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
  /** Of the requests of this tick; without meaning where there were none. */
  readonly latencyMs: { readonly p50: number; readonly p99: number }
  /** How many streams are being read, this one among them. */
  readonly watchers: number
}
