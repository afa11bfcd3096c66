import { h } from '../../dom.ts'
import type { SeatMapTexts } from '../../texts/index.ts'
import { Gestures } from '../drawing/gestures.ts'
import { MapCanvas } from '../drawing/map-canvas.ts'
import { MiniMap } from '../drawing/mini-map.ts'
import type { Theme } from '../drawing/theme.ts'
import type { Insets } from '../drawing/view.ts'
import type { Point } from '../hall/box.ts'
import type { Hall } from '../hall/hall.ts'
import type { PriceList } from '../hall/price-list.ts'
import { describeSeat } from '../hall/seat-names.ts'
import { describeZone } from '../hall/zone-names.ts'
import type { SeatBoard } from '../live/seat-board.ts'
import { MapKeys, ZOOM_STEP } from './map-keys.ts'
import { MapTip } from './map-tip.ts'

export interface MapSectionOptions {
  readonly texts: SeatMapTexts
  readonly hall: Hall
  readonly board: SeatBoard
  readonly theme: Theme
  readonly prices: PriceList
  readonly name: string
  readonly onChoose: (seat: number) => void
  /** The customer has chosen a standing area. */
  readonly onChooseArea: (areaId: string) => void
  readonly say: (text: string) => void
}

/** Around the whole hall, in CSS pixels. */
const PADDING = { wide: 20, narrow: 8 }
const NARROW_BELOW = 480
/** The smallest seat that a finger can hit, in CSS pixels. A tap on smaller seats zooms in. */
export const TOUCH_MIN = 24

/** The hall as a map, used by mouse, finger and keyboard. */
export class MapSection {
  readonly element: HTMLElement
  readonly map: MapCanvas
  readonly #options: MapSectionOptions
  readonly #canvas: HTMLCanvasElement
  readonly #keys: MapKeys
  readonly #tip: MapTip
  readonly #miniMap: MiniMap

  constructor(options: MapSectionOptions) {
    this.#options = options
    const { texts } = options
    const help = h('p', { id: 'map-help', className: 'unseen' }, texts.mapHelp)
    this.#canvas = h('canvas', {
      tabIndex: 0,
      role: 'application',
      ariaLabel: texts.mapOf(options.name),
      ariaRoleDescription: texts.mapRole,
      attributes: { 'aria-describedby': help.id },
    })
    const { hall, board, theme, prices, onChoose, onChooseArea } = options
    const onView = () => {
      this.#onView()
    }
    const insets = () => this.#insets()
    this.map = new MapCanvas(this.#canvas, { texts, hall, board, theme, prices, insets, onView })
    const { map } = this
    this.#tip = new MapTip({ texts, hall, board, prices, map })
    this.#miniMap = new MiniMap({ hall, map, ownSeats: () => board.ownSeats() })
    this.#keys = new MapKeys({
      ...{ hall, map, onChoose, onChooseArea },
      onSeat: (seat, { isQuiet }) => {
        this.#point(seat)
        if (!isQuiet) this.sayCursor()
      },
      onZone: (zone) => {
        this.#point(undefined, zone)
        this.#sayZone(zone)
      },
    })
    this.element = h(
      'div',
      { className: 'map' },
      ...[this.#canvas, help, this.#miniMap.element, this.#tip.element, this.#buttons()],
    )
    this.#listenToKeys()
    this.#listenToGestures()
  }

  /** The name of the event. */
  set name(name: string) {
    this.#canvas.ariaLabel = this.#options.texts.mapOf(name)
  }

  /** Announces the seat under the keyboard cursor. */
  sayCursor(): void {
    const { seat } = this.#keys
    if (seat !== undefined) this.#options.say(describeSeat(this.#options, seat))
  }

  /** Lets the keyboard continue at a seat that the customer has found in another way. */
  enter(seat: number): void {
    this.#canvas.focus({ preventScroll: true })
    this.#keys.goToSeat(seat)
  }

  #sayZone(index: number): void {
    const { hall, say, texts } = this.#options
    const zone = hall.zones[index]
    if (zone) say(describeZone(zone, this.map.summaryOf(zone), texts))
  }

  /** The zoom buttons are outside of the map. */
  #insets(): Insets {
    const padding = this.#canvas.clientWidth < NARROW_BELOW ? PADDING.narrow : PADDING.wide
    return { left: padding, right: padding, top: padding, bottom: padding }
  }

  #buttons(): HTMLElement {
    const { texts } = this.#options
    const { camera } = this.map
    const button = (label: string, text: string, onclick: () => void) =>
      h('button', { type: 'button', ariaLabel: label, title: label, onclick }, text)
    return h(
      'div',
      { className: 'zoom', role: 'group', ariaLabel: texts.zoom },
      button(texts.zoomIn, '+', () => {
        camera.zoomSmoothly(ZOOM_STEP)
      }),
      button(texts.zoomOut, '\u2212', () => {
        camera.zoomSmoothly(1 / ZOOM_STEP)
      }),
      button(texts.zoomFit, '\u2922', () => {
        camera.fit()
      }),
    )
  }

  #listenToKeys(): void {
    this.#canvas.addEventListener('keydown', (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey || !this.#keys.press(event.key)) return
      event.preventDefault()
    })
    this.#canvas.addEventListener('focus', () => {
      // A mouse user needs no keyboard cursor.
      if (this.#canvas.matches(':focus-visible')) this.#keys.enter()
    })
    this.#canvas.addEventListener('blur', () => {
      this.map.cursor = undefined
      this.#point(undefined)
    })
  }

  #listenToGestures(): void {
    const { map } = this
    const { camera } = map
    new Gestures(this.#canvas, {
      pan: (dx, dy) => {
        camera.pan(dx, dy)
      },
      zoom: (factor, at) => {
        camera.zoom(factor, at)
      },
      canZoom: (factor) => camera.canZoom(factor),
      tap: (at, kind) => {
        this.#tap(at, kind)
      },
      hover: (at) => {
        if (!at) this.#point(undefined)
        else if (map.isOverview) this.#point(undefined, map.zoneAt(at))
        else this.#point(map.seatAt(at), map.standingAreaAt(at))
      },
    })
  }

  #tap(at: Point, kind: string): void {
    const { map } = this
    const { hall, onChoose, onChooseArea } = this.#options
    const zone = map.isOverview ? map.zoneAt(at) : map.standingAreaAt(at)
    const areaId = zone === undefined ? undefined : hall.zones[zone]?.standing?.areaId
    if (areaId !== undefined) onChooseArea(areaId)
    else if (zone !== undefined) {
      this.#point(undefined)
      map.showZones([zone], { pitchMin: kind === 'touch' ? TOUCH_MIN : undefined })
    } else if (map.isOverview || (kind === 'touch' && isTooSmall(map.pitch))) {
      map.camera.approach(at)
    } else {
      const seat = map.seatAt(at)
      if (seat === undefined) return
      this.#keys.startAt(seat)
      map.cursor = undefined
      onChoose(seat)
    }
  }

  /** Marks a seat or a zone, and shows what it is. */
  #point(seat: number | undefined, zone?: number): void {
    this.map.hovered = seat
    this.map.hoveredZone = seat === undefined ? zone : undefined
    this.#canvas.style.cursor = seat === undefined && zone === undefined ? 'grab' : 'pointer'
    this.#tip.show(seat === undefined ? { zone } : { seat })
  }

  #onView(): void {
    // While the whole hall is visible, a vertical swipe scrolls the page.
    this.#canvas.style.touchAction = this.map.camera.isFitted ? 'pan-y' : 'none'
    this.#tip.place()
    this.#miniMap.update()
  }
}

/** A map that was zoomed to exactly this size may be smaller by a rounding error. */
function isTooSmall(pitch: number): boolean {
  return pitch < TOUCH_MIN - 0.01
}
