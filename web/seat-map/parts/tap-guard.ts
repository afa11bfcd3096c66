/** A second press within this time after other buttons have appeared was meant for the button before. */
export const GUARD_MS = 400

/** What is known of a click. */
interface Click {
  readonly timeStamp: number
  /** 0 if the button was pressed with a key. */
  readonly detail: number
  readonly clientX: number
  readonly clientY: number
}

/** Where a button was pressed. A key has no position: it presses whichever button has the focus. */
interface Press {
  readonly isKey: boolean
  readonly x: number
  readonly y: number
}

/**
 * Ignores presses of buttons that have just appeared where the customer has pressed: the second tap of a hasty double tap
 * on "Hold" would book the seats, and so would a second Enter, because the focus moves to "Book".
 */
export class TapGuard {
  #last: Press | undefined
  /** When buttons were replaced last, by the clock of events. */
  #replacedMs = -Infinity

  /** Call with each click on one of the buttons. @returns whether to ignore it */
  ignores({ timeStamp, detail, clientX: x, clientY: y }: Click): boolean {
    const last = this.#last
    const press = { isKey: detail === 0, x, y }
    this.#last = press
    if (!last || timeStamp - this.#replacedMs >= GUARD_MS) return false
    return isSamePlace(last, press)
  }

  /** Call when other buttons are shown. @returns whether one was pressed, so that the next press may be ignored */
  replaced(timeStamp: number): boolean {
    this.#replacedMs = timeStamp
    return this.#last !== undefined
  }
}

/** How far apart two taps of a finger on the same place can be, in CSS pixels. */
const REACH = 40

function isSamePlace(one: Press, other: Press): boolean {
  if (one.isKey || other.isKey) return one.isKey === other.isKey
  return Math.hypot(one.x - other.x, one.y - other.y) < REACH
}
