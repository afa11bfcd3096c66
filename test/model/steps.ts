import fc, { type Arbitrary, type AsyncCommand } from 'fast-check'

import type { Comparison } from './comparison.ts'
import type { HallModel } from './hall-model.ts'
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
  switch (wish.to) {
    case 'hold':
    case 'hold the best': {
      const { own, ...rest } = wish
      return { ...rest, bearer: bearerOf(own) }
    }
    case 'extend':
    case 'release':
    case 'confirm': {
      const { to, hold, token, ttlMs } = wish
      const holdId = picked(holds, hold)?.id ?? 'none'
      const bearer = token === 'right' ? tokenOf(holdId) : bearerOf(token)
      return to === 'extend' ? { to, holdId, bearer, ttlMs } : { to, holdId, bearer }
    }
    case 'cancel':
      return { to: wish.to, bookingId: picked(bookings, wish.booking)?.id ?? 'none' }
    case 'book':
    case 'block':
    case 'unblock':
      return wish
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
