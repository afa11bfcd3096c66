import type { HoldTicket, Money } from '../../../client/src/index.ts'
import { jsonOf } from '../../../client/src/json.ts'

/** A hold or its booking as it is stored, to survive a reload of the page. */
export interface KeptHold extends HoldTicket {
  readonly seatIds: readonly string[]
  /** By the clock of this device. */
  readonly endsAtMs: number
  /** How long the hold lasted when it was made or extended last; missing in holds stored by an older page. */
  readonly lastsMs?: number
  /** The code for the box office, if it is shown. */
  readonly boxOfficeCode?: string | undefined
  /** The booking of the hold, which is shown until the customer chooses to book more seats. */
  readonly booking?: KeptBooking | undefined
}

export interface KeptBooking {
  readonly bookingId: string
  readonly code: string
  /** What its seats cost; missing if the event had no prices, and in bookings stored by an older page. */
  readonly total?: Money | undefined
}

export interface KeeperOptions {
  readonly serviceUrl: string
  readonly eventId: string
  /** Tells the elements of a page apart that show the same event. */
  readonly element?: string
}

/**
 * Stores one hold per element and event in the session storage of the tab. Without storage, only surviving a reload does not work.
 */
export class HoldKeeper {
  readonly #storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | undefined
  readonly #name: string

  constructor(
    storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | undefined,
    { serviceUrl, eventId, element = '' }: KeeperOptions,
  ) {
    this.#storage = storage
    this.#name = ['holdfast hold', serviceUrl, eventId, element].join(' ').trimEnd()
  }

  keep(hold: KeptHold): void {
    try {
      this.#storage?.setItem(this.#name, jsonOf(hold))
    } catch {
      // The storage is full or forbidden, so the hold is lost on a reload.
    }
  }

  forget(): void {
    this.#storage?.removeItem(this.#name)
  }

  /** Returns the stored hold; undefined if there is none, or if it is not valid. */
  find(): KeptHold | undefined {
    try {
      const found: unknown = JSON.parse(this.#storage?.getItem(this.#name) ?? 'null')
      return isKeptHold(found) ? found : undefined
    } catch {
      return undefined
    }
  }
}

/** The session storage; undefined if the browser forbids it, when reading the property throws. */
export function tabStorage(): Storage | undefined {
  try {
    return sessionStorage
  } catch {
    return undefined
  }
}

function isKeptHold(value: unknown): value is KeptHold {
  if (typeof value !== 'object' || value === null) return false
  const { holdId, token, seatIds, endsAtMs, lastsMs, boxOfficeCode, booking } = value as Partial<
    Record<keyof KeptHold, unknown>
  >
  return (
    typeof holdId === 'string' &&
    typeof token === 'string' &&
    typeof endsAtMs === 'number' &&
    ['number', 'undefined'].includes(typeof lastsMs) &&
    ['string', 'undefined'].includes(typeof boxOfficeCode) &&
    (booking === undefined || isKeptBooking(booking)) &&
    Array.isArray(seatIds) &&
    seatIds.every((seatId) => typeof seatId === 'string')
  )
}

function isKeptBooking(value: unknown): value is KeptBooking {
  if (typeof value !== 'object' || value === null) return false
  const { bookingId, code, total } = value as Partial<Record<keyof KeptBooking, unknown>>
  if (total !== undefined && !isMoney(total)) return false
  return typeof bookingId === 'string' && typeof code === 'string'
}

function isMoney(value: unknown): value is Money {
  if (typeof value !== 'object' || value === null) return false
  const { amount, currency } = value as Partial<Record<keyof Money, unknown>>
  return typeof amount === 'number' && typeof currency === 'string'
}
