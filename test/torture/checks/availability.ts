import { setTimeout as pause } from 'node:timers/promises'

import type { Sender } from '../sender.ts'
import { type StoredEvent, takenSeats } from './stored-state.ts'

/** As many seats as one hold can have. */
const SEATS_PER_HOLD = 10

/** How often a hold is tried, while another request or a slow store is in the way. */
const TRIES_MAX = 100

/** Seats that are expected to be free for a hold, except those that are sold or blocked. */
export interface SeatsToHold {
  readonly event: StoredEvent
  readonly seatIds: readonly string[]
}

/**
 * Holds every seat that is not sold or blocked, and releases it.
 * @returns the seats that cannot be held although they are free
 */
export async function stuckSeats(
  sender: Sender,
  { event, seatIds }: SeatsToHold,
): Promise<string[]> {
  const taken = takenSeats(event)
  const free = seatIds.filter((seatId) => !taken.has(seatId))
  const stuck: string[] = []
  for (let first = 0; first < free.length; first += SEATS_PER_HOLD) {
    const wanted = free.slice(first, first + SEATS_PER_HOLD)
    const refusal = await refusalOf(sender, event.eventId, wanted)
    if (refusal !== undefined) stuck.push(`${event.eventId} ${wanted.join()}: ${refusal}`)
  }
  return stuck
}

/** @returns why the seats cannot be held; undefined if they can */
async function refusalOf(
  sender: Sender,
  eventId: string,
  seatIds: readonly string[],
): Promise<string | undefined> {
  const path = `/api/events/${eventId}/holds`
  const request = { kind: 'hold free seats', method: 'POST', path, body: { seatIds } }
  const key = sender.newKey()
  for (let tries = 1; ; tries++) {
    const { outcome, status, body } = await sender.send({ ...request, key })
    if (outcome === 'done') {
      const release = { kind: 'release free seats', method: 'DELETE', bearer: body.token }
      await sender.send({ ...release, path: `/api/holds/${body.holdId ?? ''}` })
      return undefined
    }
    const isFinal = outcome === 'refused' && body.code !== 'seats-locked'
    if (isFinal || tries === TRIES_MAX) return `${status} ${JSON.stringify(body)}`
    await pause(100)
  }
}
