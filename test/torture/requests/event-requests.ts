import * as seat from '../../model/seat-operations.ts'
import { effectOn } from '../effects.ts'
import { AREA } from '../hall.ts'
import { RECONCILE } from '../journal.ts'
import { ADMIN_KEY, change, eventPath, type SendRequest } from './buyer-context.ts'

const setBlocks =
  (kind: string, method: 'POST' | 'DELETE'): SendRequest =>
  async (context) => {
    const { random, hall } = context
    const seatIds = hall.someSeats(random, 2)
    const apply = method === 'POST' ? seat.blocked : seat.unblocked
    await change(
      context,
      {
        kind,
        method,
        path: `${eventPath(hall)}/blocks`,
        body: { seatIds },
        bearer: ADMIN_KEY,
        effects: () => seatIds.map(effectOn(apply)),
      },
      seatIds,
    )
  }

export const blockSeats = setBlocks('block seats', 'POST')
export const unblockSeats = setBlocks('unblock seats', 'DELETE')

const setBlocksOfArea =
  (kind: string, method: 'POST' | 'DELETE'): SendRequest =>
  async (context) => {
    const { sender, random, hall } = context
    if (!hall.isEvent) return
    const apply = method === 'POST' ? seat.newlyBlocked : seat.newlyUnblocked
    await change(context, {
      kind,
      method,
      path: `${eventPath(hall)}/blocks`,
      body: { areas: [{ areaId: AREA.areaId, quantity: 1 + random.below(2) }] },
      bearer: ADMIN_KEY,
      key: sender.newKey(),
      effects: ({ seatIds }) => seatIds.map(effectOn(apply)),
    })
  }

export const blockPlaces = setBlocksOfArea('block standing places', 'POST')
export const unblockPlaces = setBlocksOfArea('unblock standing places', 'DELETE')

/** A read whose answer must only be one of the documented ones. */
const read =
  (kind: string, pathOf: (event: string) => string): SendRequest =>
  async ({ sender, hall }) => {
    await sender.send({ kind, method: 'GET', path: pathOf(eventPath(hall)), bearer: ADMIN_KEY })
  }

export const readEvent = read('read an event', (event) => event)
export const readSeats = read('read the seats of an event', (event) => `${event}/seats`)
export const listEvents = read('list events', () => '/api/events?limit=20')
export const listBookings = read('list bookings', (event) => `${event}/bookings?limit=20`)
export const readHistory = read('read the history', (event) => `${event}/history?limit=20`)

/** A reference that no booking has, so that the answer names every booked seat. */
const NO_REFERENCE = 'of no booking'

/** Compares the seats that the clients have booked with the stored ones. */
export const reconcile: SendRequest = async ({ sender, hall }) => {
  if (!hall.isEvent) return
  const asked = new Set(hall.bookings.flatMap(({ seatIds }) => seatIds))
  const bookings = Array.from(asked, (seatId) => ({ seatId, reference: NO_REFERENCE }))
  const { outcome, body } = await sender.send({
    kind: RECONCILE,
    method: 'POST',
    path: `${eventPath(hall)}/reconcile`,
    eventId: hall.eventId,
    body: { bookings },
    bearer: ADMIN_KEY,
  })
  if (outcome !== 'done') return
  const { missing = [], unexpected = [], otherReference = [] } = body
  const named = [...missing, ...otherReference].map(({ seatId }) => seatId).sort()
  const isRight =
    named.join() === [...asked].sort().join() && unexpected.every((each) => !asked.has(each.seatId))
  if (!isRight)
    sender.journal.violations.push(`${RECONCILE}: ${named.join()} of ${[...asked].join()}`)
}

/** Repeats an earlier request with its key, at any instance. */
export const repeat: SendRequest = async ({ sender, random }) => {
  const earlier = random.pick(sender.recent)
  if (earlier) await sender.repeat(earlier)
}
