import type { Locator, Page } from 'playwright-core'

import { until } from './until.ts'

const ELEMENT = `document.querySelector('holdfast-seat-map')`

/** Of a hold that is to run out. */
const BRIEF_MS = 500

/** More than the stops of any page here. */
const TABS_MAX = 60

/** The element that has the focus, in whatever shadow it is, as it would be called and shown. */
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

/** A seat map in a page, as its visitors use it. What is drawn on the canvas is asked of the element. */
export class SeatMap {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  /** Resolves once it is in step with the service. */
  async live(): Promise<this> {
    await this.page.locator('holdfast-seat-map[data-state="live"]').waitFor()
    return this
  }

  /** Resolves once the hold of this visitor is so. */
  async holdIs(phase: 'none' | 'held' | 'expired' | 'booked'): Promise<void> {
    await this.page.locator(`holdfast-seat-map[data-hold="${phase}"]`).waitFor()
  }

  stateOf(seatId: string): Promise<string | undefined> {
    return this.page.evaluate(`${ELEMENT}.stateOf(${JSON.stringify(seatId)})`)
  }

  /** Resolves once a seat is so for this visitor. */
  async seatIs(seatId: string, state: string): Promise<void> {
    await until(async () => (await this.stateOf(seatId)) === state)
  }

  /** Where a seat is in the window. */
  async placeOf(seatId: string): Promise<Place> {
    const place = await this.page.evaluate<Place | undefined>(
      `${ELEMENT}.positionOf(${JSON.stringify(seatId)})`,
    )
    if (!place) throw new Error(`There is no seat ${seatId} in the hall.`)
    return place
  }

  /** Where a seat is once the picture has come to rest. */
  async restingPlaceOf(seatId: string): Promise<Place> {
    let last = await this.placeOf(seatId)
    return until(async () => {
      await this.page.evaluate('new Promise((resolve) => requestAnimationFrame(resolve))')
      const before = last
      last = await this.placeOf(seatId)
      return last.x === before.x && last.y === before.y && last
    })
  }

  /** Chooses a seat by mouse. */
  async click(seatId: string): Promise<void> {
    const { x, y } = await this.placeOf(seatId)
    await this.page.mouse.click(x, y)
  }

  /** Touches a seat with a finger, which chooses it, or comes nearer where it is too small for that. */
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

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name })
  }

  /** Presses a button at once, unless it has just gone: without the look that a driver takes at what is around it. */
  async pressIfThere(name: string): Promise<void> {
    await this.page.evaluate(`[...${ELEMENT}.shadowRoot.querySelectorAll('button')]
      .find(({ hidden, textContent }) => !hidden && textContent === ${JSON.stringify(name)})
      ?.click()`)
  }

  /** What the visitor is told went wrong. */
  get refusal(): Locator {
    return this.page.getByRole('alert')
  }

  /** Goes on by the tab key until something of this name has the focus. */
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
