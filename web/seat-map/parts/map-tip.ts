import { formatMoney } from '../../../client/src/index.ts'
import { h, setText } from '../../dom.ts'
import type { SeatMapTexts } from '../../texts/index.ts'
import type { MapCanvas } from '../drawing/map-canvas.ts'
import type { Point } from '../hall/box.ts'
import type { Hall } from '../hall/hall.ts'
import type { PriceList } from '../hall/price-list.ts'
import { factsOf, placeOf } from '../hall/seat-names.ts'
import { zoneDetails } from '../hall/zone-names.ts'
import type { SeatBoard } from '../live/seat-board.ts'

export interface MapTipOptions {
  readonly texts: SeatMapTexts
  readonly hall: Hall
  readonly board: SeatBoard
  readonly prices: PriceList
  readonly map: MapCanvas
}

/** What the mouse or the keyboard cursor is on. */
interface Pointed {
  readonly seat?: number | undefined
  readonly zone?: number | undefined
}

/** Above this line, in CSS pixels, the tip is below what it describes. */
const TOP = 90
const EDGE = 8

/** Tells what a seat or zone is. Screen readers are told in another way. */
export class MapTip {
  readonly element = h('div', { className: 'tip', hidden: true, ariaHidden: 'true' })
  readonly #options: MapTipOptions
  #pointed: Pointed = {}

  constructor(options: MapTipOptions) {
    this.#options = options
  }

  show(pointed: Pointed): void {
    this.#pointed = pointed
    this.place()
  }

  /** Moves the tip to where its seat or zone is now. */
  place(): void {
    const lines = this.#lines()
    this.element.hidden = lines.length === 0
    if (lines.length === 0) return
    const { map } = this.#options
    const { at, gap } = this.#anchor()
    setText(this.element, lines.join('\n'))
    const { offsetWidth: width, offsetHeight: height } = this.element
    const left = Math.min(Math.max(at.x - width / 2, EDGE), map.camera.size.width - width - EDGE)
    const top = at.y < TOP ? at.y + gap : at.y - gap - height
    this.element.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`
  }

  #lines(): string[] {
    const { texts, prices, map } = this.#options
    const { seat } = this.#pointed
    if (seat !== undefined) {
      const price = prices.ofSeat(seat)
      const facts = factsOf(this.#options, seat, price && formatMoney(price, texts.locale))
      return [placeOf(this.#options, seat), facts.join(' \u00b7 ')]
    }
    const zone = this.#zone()
    if (!zone) return []
    return [texts.zone(zone.name), zoneDetails(map.summaryOf(zone), texts).join(' \u00b7 ')]
  }

  #anchor(): { at: Point; gap: number } {
    const { map } = this.#options
    const { seat } = this.#pointed
    if (seat !== undefined) return { at: map.screenOf(seat), gap: map.pitch / 2 + 10 }
    const { left = 0, right = 0, top = 0 } = this.#zone()?.box ?? {}
    return { at: map.camera.toScreen({ x: (left + right) / 2, y: top }), gap: 6 }
  }

  #zone() {
    const { zone } = this.#pointed
    return zone === undefined ? undefined : this.#options.hall.zones[zone]
  }
}
