import type { HoldTicket, Money, SeatsWanted } from '../../../client/src/index.ts'
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

/** A request to hold seats. */
export interface SeatsRequest {
  readonly wanted: SeatsWanted
  /** The hold to which the seats are added. */
  readonly hold?: HoldTicket | undefined
  /** The seats of that hold to be released afterwards. */
  readonly instead?: readonly string[] | undefined
}

/** A request to hold seats as it is stored while its outcome is unknown. */
export interface KeptRequest extends SeatsRequest {
  readonly idempotencyKey: string
  /** By the clock of this device. */
  readonly sentAtMs: number
}

export interface KeeperOptions {
  readonly serviceUrl: string
  readonly eventId: string
  /** Tells the elements of a page apart that show the same event. */
  readonly element?: string
}

/**
 * Stores one hold per element and event in the session storage of the tab, and the request for one. Without storage, only
 * surviving a reload does not work.
 */
export class HoldKeeper {
  readonly #storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | undefined
  readonly #name: string
  readonly #requestName: string

  constructor(
    storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | undefined,
    { serviceUrl, eventId, element = '' }: KeeperOptions,
  ) {
    this.#storage = storage
    const nameOf = (what: string) =>
      [`holdfast ${what}`, serviceUrl, eventId, element].join(' ').trimEnd()
    this.#name = nameOf('hold')
    this.#requestName = nameOf('request')
  }

  keep(hold: KeptHold): void {
    this.#store(this.#name, hold)
  }

  forget(): void {
    this.#storage?.removeItem(this.#name)
  }

  /** Returns the stored hold; undefined if there is none, or if it is not valid. */
  find(): KeptHold | undefined {
    const found = this.#read(this.#name)
    return isKeptHold(found) ? found : undefined
  }

  keepRequest(request: KeptRequest): void {
    this.#store(this.#requestName, request)
  }

  forgetRequest(): void {
    this.#storage?.removeItem(this.#requestName)
  }

  /** Returns the stored request; undefined if there is none, or if it is not valid. */
  findRequest(): KeptRequest | undefined {
    const found = this.#read(this.#requestName)
    return isKeptRequest(found) ? found : undefined
  }

  #store(name: string, value: object): void {
    try {
      this.#storage?.setItem(name, jsonOf(value))
    } catch {
      // The storage is full or forbidden, so the value is lost on a reload.
    }
  }

  #read(name: string): unknown {
    try {
      return JSON.parse(this.#storage?.getItem(name) ?? 'null')
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
    isTexts(seatIds)
  )
}

/** The service checks the seats. */
function isKeptRequest(value: unknown): value is KeptRequest {
  if (typeof value !== 'object' || value === null) return false
  const { idempotencyKey, sentAtMs, wanted, hold, instead } = value as Partial<
    Record<keyof KeptRequest, unknown>
  >
  return (
    typeof idempotencyKey === 'string' &&
    typeof sentAtMs === 'number' &&
    typeof wanted === 'object' &&
    wanted !== null &&
    (hold === undefined || isTicket(hold)) &&
    (instead === undefined || isTexts(instead))
  )
}

function isTicket(value: unknown): value is HoldTicket {
  if (typeof value !== 'object' || value === null) return false
  const { holdId, token } = value as Partial<Record<keyof HoldTicket, unknown>>
  return typeof holdId === 'string' && typeof token === 'string'
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((text) => typeof text === 'string')
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
