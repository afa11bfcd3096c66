import type { HoldTicket } from '../../../client/src/index.ts'

/** A hold as it is kept over a reload of the page. */
export interface KeptHold extends HoldTicket {
  readonly seatIds: readonly string[]
  /** By the clock of this device, which is the one that is read again. */
  readonly endsAtMs: number
}

/**
 * Keeps one hold for each event in a storage that only this tab has, until the tab is closed. Where a browser allows
 * none, the hold is not kept, and all else goes on.
 */
export class HoldKeeper {
  readonly #storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | undefined
  readonly #name: string

  constructor(
    storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | undefined,
    { serviceUrl, eventId }: { readonly serviceUrl: string; readonly eventId: string },
  ) {
    this.#storage = storage
    this.#name = `holdfast hold ${serviceUrl} ${eventId}`
  }

  keep(hold: KeptHold): void {
    try {
      this.#storage?.setItem(this.#name, JSON.stringify(hold))
    } catch {
      // Full, or forbidden: the hold lives as long as the page.
    }
  }

  forget(): void {
    this.#storage?.removeItem(this.#name)
  }

  /** The hold that was kept; undefined when there is none, or somebody has tampered with it. */
  find(): KeptHold | undefined {
    try {
      const found: unknown = JSON.parse(this.#storage?.getItem(this.#name) ?? 'null')
      return isKeptHold(found) ? found : undefined
    } catch {
      return undefined
    }
  }
}

function isKeptHold(value: unknown): value is KeptHold {
  if (typeof value !== 'object' || value === null) return false
  const { holdId, token, seatIds, endsAtMs } = value as Partial<Record<keyof KeptHold, unknown>>
  return (
    typeof holdId === 'string' &&
    typeof token === 'string' &&
    typeof endsAtMs === 'number' &&
    Array.isArray(seatIds) &&
    seatIds.every((seatId) => typeof seatId === 'string')
  )
}
