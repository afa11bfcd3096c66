import fc, { type Arbitrary, type AsyncCommand } from 'fast-check'

import type { Comparison } from './comparison.ts'
import type { HallModel, ModelBooking } from './hall-model.ts'
import { type Asked, SELLER, type Token, tokenOf, type Wish, wish } from './requests.ts'
import type { Service } from './service.ts'

type Step = AsyncCommand<Comparison, Service>

/** Creates a step that is always possible. Everything is compared after it. */
function step(
  name: string,
  take: (comparison: Comparison, service: Service) => Promise<void> | void,
): Step {
  return {
    check: () => true,
    run: async (comparison, service) => {
      await take(comparison, service)
      await comparison.check(service)
    },
    toString: () => name,
  }
}

function ask(wish: Wish, keyNumber: number | undefined): Step {
  return step(`ask ${JSON.stringify(wish)} under key ${keyNumber}`, (comparison, service) => {
    const asked = askedFor(wish, comparison.hall)
    // Idempotency keys are separate for each sender.
    const sender = 'bearer' in asked ? asked.bearer : SELLER
    const key = keyNumber === undefined ? undefined : `${keyNumber} of ${sender ?? 'the public'}`
    return comparison.ask(service, { asked, key })
  })
}

function repeat(pick: number): Step {
  return step(`repeat ${pick}`, async (comparison, service) => {
    const sent = picked(comparison.sent, pick)
    if (sent) await comparison.ask(service, sent)
  })
}

function wait(ms: number): Step {
  return step(`wait ${ms} ms`, ({ hall }, service) => {
    moveOn(hall, service, ms)
  })
}

/** To the deadline of a hold, or to just before or after it. */
function waitForDeadline(pick: number, offMs: number): Step {
  return step(`wait for the deadline of ${pick}, and ${offMs} ms`, ({ hall }, service) => {
    const ahead = hall.holds.map(({ untilMs }) => untilMs + offMs - hall.nowMs)
    const ms = picked(
      ahead.filter((ms) => ms > 0),
      pick,
    )
    if (ms !== undefined) moveOn(hall, service, ms)
  })
}

function moveOn(hall: HallModel, { clock }: Service, ms: number): void {
  hall.nowMs += ms
  clock.advance(ms)
}

const sweep = step('sweep', async ({ hall }, service) => {
  await service.sweep()
  hall.sweep()
})

const look = step('look at everything', (comparison, service) => comparison.checkAll(service))

function picked<T>(items: readonly T[], pick: number): T | undefined {
  return items[pick % items.length]
}

/** The request for existing holds and bookings. */
function askedFor(wish: Wish, { holds, bookings }: HallModel): Asked {
  const bearerOf = (token: Token) =>
    typeof token === 'object' ? tokenOf(picked(holds, token.ofHold)?.id ?? 'none') : token
  const ofHold = ({ hold: pick, token }: { hold: number; token: Token | 'right' }) => {
    const hold = picked(holds, pick)
    const holdId = hold?.id ?? 'none'
    return { hold, holdId, bearer: token === 'right' ? tokenOf(holdId) : bearerOf(token) }
  }
  switch (wish.to) {
    case 'hold':
    case 'hold places':
    case 'hold the best': {
      const { own, ...rest } = wish
      return { ...rest, bearer: bearerOf(own) }
    }
    case 'extend':
    case 'release':
    case 'confirm': {
      const { to, ttlMs, versionOff } = wish
      const { holdId, bearer, hold } = ofHold(wish)
      if (to === 'extend') return { to, holdId, bearer, ttlMs }
      if (to === 'release' || versionOff === undefined) return { to, holdId, bearer }
      return { to, holdId, bearer, version: (hold?.version ?? 1) + versionOff }
    }
    case 'release seats': {
      const { to, places, other } = wish
      const { holdId, bearer, hold } = ofHold(wish)
      const own = places.flatMap((place) => picked(hold?.seatIds ?? [], place) ?? [])
      const seatIds = [...new Set([...own, ...(other === undefined ? [] : [other])])]
      return { to, holdId, bearer, seatIds }
    }
    case 'cancel':
      return { to: wish.to, bookingId: picked(bookings, wish.booking)?.id ?? 'none' }
    case 'cancel seats':
    case 'move':
    case 'change the reference':
      return ofBooking(wish, picked(bookings, wish.booking))
    case 'book':
    case 'book places':
    case 'block':
    case 'unblock':
      return wish
  }
}

function ofBooking(
  wish: Extract<Wish, { to: 'cancel seats' | 'move' | 'change the reference' }>,
  booking: ModelBooking | undefined,
): Asked {
  const bookingId = booking?.id ?? 'none'
  const seatAt = (place: number) => picked(booking?.seatIds ?? [], place)
  switch (wish.to) {
    case 'cancel seats': {
      const { to, places, other } = wish
      const own = places.flatMap((place) => seatAt(place) ?? [])
      const seatIds = [...new Set([...own, other ?? own[0] ?? 'Z-9'])]
      return { to, bookingId, seatIds }
    }
    case 'move': {
      const { to, allowsOtherCategory } = wish
      const named = new Set<string>()
      const moves = wish.moves.flatMap((move) => {
        const from = typeof move.from === 'string' ? move.from : (seatAt(move.from) ?? 'Z-9')
        if (from === move.to || named.has(from) || named.has(move.to)) return []
        named.add(from).add(move.to)
        return { from, to: move.to }
      })
      if (moves.length > 0) return { to, bookingId, moves, allowsOtherCategory }
      return { to, bookingId: 'none', moves: [], allowsOtherCategory }
    }
    case 'change the reference':
      return { to: wish.to, bookingId, reference: wish.reference }
  }
}

const MINUTES_12_MS = 12 * 60_000
const pick = fc.nat({ max: 20 })
const keyNumber = fc.option(fc.nat({ max: 3 }), { nil: undefined })
const ASK = fc.tuple(wish, keyNumber).map((args) => ask(...args))
const REPEAT = pick.map(repeat)
const WAIT = fc.oneof(
  fc.integer({ min: 1, max: MINUTES_12_MS }).map(wait),
  fc.tuple(pick, fc.integer({ min: -1, max: 1 })).map((args) => waitForDeadline(...args)),
)
const LOOK = fc.constantFrom(sweep, look)

/** Any sequence of steps up to a maximum length, most of which are requests. */
export function steps(maxCommands: number): Arbitrary<Iterable<Step>> {
  return fc.commands([ASK, ASK, ASK, ASK, REPEAT, WAIT, LOOK], { maxCommands, size: 'max' })
}
