import type { Locator, Page } from 'playwright-core'

import { until } from '../../tools/until.ts'

const ELEMENT = `document.querySelector('holdfast-seat-map')`

/** Of a hold that is to run out. */
const BRIEF_MS = 500

/** More than the stops of any page here. */
const TABS_MAX = 60

/** The name of the focused element, in any shadow root. */
const FOCUSED = `(() => {
  let element = document.activeElement
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
  const label = element?.closest('label') ?? element
  return (element?.ariaLabel ?? label?.textContent ?? '').trim()
})()`

export interface Place {
  readonly x: number
  readonly y: number
}

/** A seat map on a page, as customers use it. The element tells what is drawn on its canvas. */
export class SeatMap {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  /** Waits until it is connected to the service. */
  async live(): Promise<this> {
    await this.page.locator('holdfast-seat-map[data-state="live"]').waitFor()
    return this
  }

  /** Waits until the hold of this customer is in this phase. */
  async holdIs(phase: 'none' | 'held' | 'expired' | 'booked'): Promise<void> {
    await this.page.locator(`holdfast-seat-map[data-hold="${phase}"]`).waitFor()
  }

  stateOf(seatId: string): Promise<string | undefined> {
    return this.page.evaluate(`${ELEMENT}.stateOf(${JSON.stringify(seatId)})`)
  }

  /** Waits until a seat has this state for this customer. */
  async seatIs(seatId: string, state: string): Promise<void> {
    await until(async () => (await this.stateOf(seatId)) === state)
  }

  /** The position of a seat in the window. */
  async placeOf(seatId: string): Promise<Place> {
    const place = await this.page.evaluate<Place | undefined>(
      `${ELEMENT}.positionOf(${JSON.stringify(seatId)})`,
    )
    if (!place) throw new Error(`There is no seat ${seatId} in the hall.`)
    return place
  }

  /** The position of a seat once the map has stopped moving. */
  async restingPlaceOf(seatId: string): Promise<Place> {
    let last = await this.placeOf(seatId)
    return until(async () => {
      await this.page.evaluate('new Promise((resolve) => requestAnimationFrame(resolve))')
      const before = last
      last = await this.placeOf(seatId)
      return last.x === before.x && last.y === before.y && last
    })
  }

  /** Moves the map until a seat is large enough to be tapped. */
  async showSeat(seatId: string): Promise<void> {
    await this.page.evaluate(`${ELEMENT}.showSeat(${JSON.stringify(seatId)})`)
  }

  /** Clicks a seat with the mouse. */
  async click(seatId: string): Promise<void> {
    const { x, y } = await this.restingPlaceOf(seatId)
    await this.page.mouse.click(x, y)
  }

  /** Taps a seat with a finger, which selects it, or zooms in if it is too small. */
  async tap(seatId: string): Promise<void> {
    const { x, y } = await this.restingPlaceOf(seatId)
    await this.page.touchscreen.tap(x, y)
  }

  /** Lets the holds that this visitor asks for from now on last for a moment, or as long as they do else. */
  async holdBriefly(isBrief: boolean): Promise<void> {
    if (!isBrief) {
      await this.page.unroute('**/holds')
      return
    }
    await this.page.route('**/holds', (route) => {
      const asked = route.request().postDataJSON() as object
      return route.continue({ postData: JSON.stringify({ ...asked, ttlMs: BRIEF_MS }) })
    })
  }

  /** The canvas on which the hall is drawn. */
  get canvas(): Locator {
    return this.page.getByRole('application')
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name })
  }

  /** Waits until a button can be pressed. One that has just appeared cannot, for a moment. */
  async canPress(name: string): Promise<void> {
    await this.page.getByRole('button', { name, disabled: false }).waitFor()
  }

  /** Clicks a button at once, if it is there, without the checks of Playwright. */
  async pressIfThere(name: string): Promise<void> {
    await this.page.evaluate(`[...${ELEMENT}.shadowRoot.querySelectorAll('button')]
      .find(({ hidden, textContent }) => !hidden && textContent === ${JSON.stringify(name)})
      ?.click()`)
  }

  /** The error message. */
  get refusal(): Locator {
    return this.page.getByRole('alert')
  }

  /** Waits until an element with this name has the focus. */
  async focusIs(name: string): Promise<void> {
    await until(async () => (await this.page.evaluate<string>(FOCUSED)).startsWith(name))
  }

  /** Presses Tab until an element with this name has the focus. */
  async tabTo(name: string | RegExp): Promise<void> {
    const passed: string[] = []
    for (let stop = 0; stop < TABS_MAX; stop++) {
      await this.page.keyboard.press('Tab')
      const focused = await this.page.evaluate<string>(FOCUSED)
      if (typeof name === 'string' ? focused.startsWith(name) : name.test(focused)) return
      passed.push(focused)
    }
    throw new Error(`No tab leads to ${name}, but to ${passed.join(' | ')}`)
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key)
  }
}
