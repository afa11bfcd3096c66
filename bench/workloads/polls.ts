import { setTimeout as pause } from 'node:timers/promises'

import type { AdminClient } from '../rig/admin-client.ts'
import { type CpuTimes, elapsed, sumOf } from '../rig/cpu-times.ts'
import { spreadOf } from '../rig/figures.ts'
import type { ServerUnderTest } from '../rig/server-under-test.ts'
import type { Measured } from '../rig/workload.ts'
import { type Load, runWrk } from '../rig/wrk.ts'

export const FOLLOWED_SEATS = 50_000
/** The maximum that one request can change. */
const CHANGES_AT_ONCE_MAX = 1_000
/** A tenth of the seats is taken from the start. */
const TAKEN_SEATS = FOLLOWED_SEATS / 10

const CHANGED_SEATS = 100
const CHANGE_INTERVAL_MS = 100

interface Poll {
  readonly status: number
  readonly durationMs: number
  readonly cpu: CpuTimes
}

/** An event that clients poll while its seats change. It is created once, and each run restores it. */
export class FollowedEvent {
  readonly #admin: AdminClient
  readonly #server: ServerUnderTest
  readonly #eventId: string
  readonly #seatIds: readonly string[]

  private constructor(
    admin: AdminClient,
    server: ServerUnderTest,
    event: { readonly eventId: string; readonly seatIds: readonly string[] },
  ) {
    this.#admin = admin
    this.#server = server
    this.#eventId = event.eventId
    this.#seatIds = event.seatIds
  }

  static async of(admin: AdminClient, server: ServerUnderTest): Promise<FollowedEvent> {
    const { isNew, ...event } = await admin.event('followed', FOLLOWED_SEATS)
    for (let seat = 0; isNew && seat < TAKEN_SEATS; seat += CHANGES_AT_ONCE_MAX) {
      const seats = event.seatIds.slice(seat, Math.min(seat + CHANGES_AT_ONCE_MAX, TAKEN_SEATS))
      await admin.block(event.eventId, seats)
    }
    return new FollowedEvent(admin, server, event)
  }

  /** Clients poll with their last ETag while seats change. */
  async pollUnderChange(seconds: number): Promise<Load> {
    const over = new AbortController()
    const [load] = await Promise.all([
      runWrk({ url: this.#server.url, seconds, kind: 'poll', args: [this.#eventId] }).finally(
        () => {
          over.abort()
        },
      ),
      this.#changeNowAndThen(over.signal),
    ])
    return load
  }

  async #changeNowAndThen(over: AbortSignal): Promise<void> {
    const change = this.#changer(CHANGED_SEATS)
    for (let changes = 1; !over.aborted || changes % 2 === 0; changes++) {
      const later = pause(CHANGE_INTERVAL_MS)
      await change()
      await later
    }
  }

  /**
   * Alternates between changing 1,000 seats and polling once. Only the polls are measured, each by its own CPU time,
   * because the changes cost far more.
   */
  async pollAfterChanges(seconds: number): Promise<Measured> {
    const change = this.#changer(CHANGES_AT_ONCE_MAX)
    const polls: Poll[] = []
    const endMs = performance.now() + seconds * 1_000
    while (performance.now() < endMs || polls.length % 2 === 1) {
      await change()
      polls.push(await this.#poll())
    }
    return summarise(polls)
  }

  async #poll(): Promise<Poll> {
    const cpuBefore = this.#server.cpuTimes
    const startMs = performance.now()
    const answer = await fetch(`${this.#server.url}/api/events/${this.#eventId}/seats`)
    await answer.arrayBuffer()
    const durationMs = performance.now() - startMs
    const cpu = elapsed(cpuBefore, this.#server.cpuTimes)
    return { status: answer.status, durationMs, cpu }
  }

  /** Returns a function that blocks these seats and, when called again, unblocks them. */
  #changer(seatCount: number): () => Promise<void> {
    const seats = this.#seatIds.slice(TAKEN_SEATS, TAKEN_SEATS + seatCount)
    let blocked = false
    return async () => {
      await (blocked
        ? this.#admin.unblock(this.#eventId, seats)
        : this.#admin.block(this.#eventId, seats))
      blocked = !blocked
    }
  }
}

function summarise(polls: readonly Poll[]): Measured {
  const durations = polls.map(({ durationMs }) => durationMs).toSorted((a, b) => a - b)
  const statuses = Map.groupBy(polls, ({ status }) => status)
  return {
    requests: polls.length,
    seconds: durations.reduce((sum, each) => sum + each, 0) / 1_000,
    p50Ms: spreadOf(durations)?.median ?? NaN,
    p99Ms: durations[Math.ceil(durations.length * 0.99) - 1] ?? NaN,
    statuses: Object.fromEntries([...statuses].map(([status, { length }]) => [status, length])),
    times: [],
    unanswered: 0,
    connections: 1,
    cpu: sumOf(polls.map(({ cpu }) => cpu)),
  }
}
