/** A second tap within this time after a button has appeared under the finger was meant for the button before it. */
export const GUARD_MS = 400

/** What is known of a click. */
interface Tap {
  readonly timeStamp: number
  /** 0 if the button was pressed with a key. */
  readonly detail: number
  readonly clientX: number
  readonly clientY: number
}

/**
 * Ignores taps on buttons that have just appeared where the customer has tapped: the second tap of a hasty double tap on
 * "Hold" would book the seats.
 */
export class TapGuard {
  #tappedAt: { readonly x: number; readonly y: number } | undefined
  /** When buttons were replaced last, by the clock of events. */
  #replacedMs = -Infinity

  /** Call with each click on one of the buttons. @returns whether to ignore it */
  ignores({ timeStamp, detail, clientX: x, clientY: y }: Tap): boolean {
    // Keys have no position.
    if (detail === 0) return false
    const at = this.#tappedAt
    const isSamePlace = at !== undefined && Math.hypot(at.x - x, at.y - y) < REACH
    this.#tappedAt = { x, y }
    return isSamePlace && timeStamp - this.#replacedMs < GUARD_MS
  }

  /** Call when other buttons are shown. @returns whether there was a tap, so that the next one may be ignored */
  replaced(timeStamp: number): boolean {
    this.#replacedMs = timeStamp
    return this.#tappedAt !== undefined
  }
}

/** How far apart two taps of a finger on the same place can be, in CSS pixels. */
const REACH = 40
