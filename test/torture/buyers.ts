import type { AccessKeys } from './access-keys.ts'
import type { Halls } from './halls.ts'
import type { Journal } from './journal.ts'
import type { Random } from './random.ts'
import * as booking from './requests/booking-requests.ts'
import type { SendRequest } from './requests/buyer-context.ts'
import * as event from './requests/event-requests.ts'
import * as hold from './requests/hold-requests.ts'
import * as key from './requests/key-requests.ts'
import { type Address, Sender } from './sender.ts'

/** The requests of a buyer or a seller, and how often each is sent. */
const REQUESTS: readonly (readonly [SendRequest, weight: number])[] = [
  [hold.holdNamed, 14],
  [hold.holdBest, 7],
  [hold.holdPlaces, 6],
  [hold.addToHold, 5],
  [hold.extendHold, 6],
  [hold.releaseHold, 5],
  [hold.releaseAllHolds, 1],
  [hold.releaseSeats, 4],
  [hold.confirmHold, 14],
  [hold.readHold, 2],
  [booking.bookOne, 14],
  [booking.bookSeveral, 5],
  [booking.cancelBooking, 6],
  [booking.cancelSeats, 4],
  [booking.moveBooking, 6],
  [booking.changeReference, 1],
  [booking.findBookings, 1],
  [booking.readBooking, 2],
  [event.blockSeats, 3],
  [event.unblockSeats, 4],
  [event.blockPlaces, 2],
  [event.unblockPlaces, 3],
  [event.readEvent, 1],
  [event.readSeats, 2],
  [event.listEvents, 1],
  [event.listBookings, 1],
  [event.readHistory, 1],
  [event.reconcile, 1],
  [key.createKey, 2],
  [key.deleteKey, 2],
  [key.bookWithKey, 8],
  [event.repeat, 5],
]

const DECK = REQUESTS.flatMap(([send, weight]) => Array<SendRequest>(weight).fill(send))

export interface BuyersOptions {
  readonly count: number
  readonly journal: Journal
  readonly addresses: readonly Address[]
  readonly halls: Halls
  readonly keys: AccessKeys
  readonly random: Random
}

/** Clients that send random requests, each without a pause, until they are stopped. */
export class Buyers {
  #isOpen = true
  readonly #buying: Promise<unknown>

  constructor({ count, journal, addresses, halls, keys, random }: BuyersOptions) {
    this.#buying = Promise.all(
      Array.from({ length: count }, async (_, number) => {
        const own = random.fork()
        const sender = new Sender(journal, addresses, { name: `b${number}`, random: own.fork() })
        while (this.#isOpen) {
          const hall = halls.some(own)
          hall.countRequest()
          await own.pick(DECK)?.({ sender, random: own, hall, keys })
        }
      }),
    )
  }

  /** Resolves when all requests are answered. */
  async stop(): Promise<void> {
    this.#isOpen = false
    await this.#buying
  }
}
