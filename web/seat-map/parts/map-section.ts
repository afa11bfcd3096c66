import { h, setText } from '../../dom.ts'
import type { SeatMapTexts } from '../../texts/index.ts'
import { Gestures } from '../drawing/gestures.ts'
import { MapCanvas } from '../drawing/map-canvas.ts'
import type { Theme } from '../drawing/theme.ts'
import type { Point } from '../hall/box.ts'
import type { Hall } from '../hall/hall.ts'
import { type Direction, endOfRow, neighbourOf } from '../hall/neighbours.ts'
import { categoryNameOf, describeSeat, placeOf } from '../hall/seat-names.ts'
import type { SeatBoard } from '../live/seat-board.ts'

export interface MapSectionOptions {
  readonly texts: SeatMapTexts
  readonly hall: Hall
  readonly board: SeatBoard
  readonly theme: Theme
  readonly name: string
  readonly onChoose: (seat: number) => void
  readonly say: (text: string) => void
}

const ZOOM_STEP = 1.6
/** The smallest seat that a finger can hit, in CSS pixels. A tap on smaller seats zooms in. */
const TOUCH_MIN = 24

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}

/** The hall as a map, used by mouse, finger and keyboard. */
export class MapSection {
  readonly element: HTMLElement
  readonly map: MapCanvas
  readonly #options: MapSectionOptions
  readonly #canvas: HTMLCanvasElement
  readonly #tip = h('div', { className: 'tip', hidden: true, ariaHidden: 'true' })
  #cursor: number | undefined
  #pointed: number | undefined

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
    const { hall, board, theme } = options
    this.map = new MapCanvas(this.#canvas, {
      hall,
      board,
      theme,
      onView: () => {
        this.#onView()
      },
    })
    this.element = h('div', { className: 'map' }, this.#canvas, help, this.#tip, this.#buttons())
    this.#listenToKeys()
    new Gestures(this.#canvas, {
      pan: (dx, dy) => {
        this.map.pan(dx, dy)
      },
      zoom: (factor, at) => {
        this.map.zoom(factor, at)
      },
      canZoom: (factor) => this.map.canZoom(factor),
      tap: (at, kind) => {
        this.#tap(at, kind)
      },
      hover: (at) => {
        this.#point(at && this.map.seatAt(at))
      },
    })
  }

  /** The name of the event. */
  set name(name: string) {
    this.#canvas.ariaLabel = this.#options.texts.mapOf(name)
  }

  /** Announces the seat under the keyboard cursor. */
  sayCursor(): void {
    if (this.#cursor !== undefined) this.#options.say(describeSeat(this.#options, this.#cursor))
  }

  #buttons(): HTMLElement {
    const { texts } = this.#options
    const button = (label: string, text: string, onclick: () => void) =>
      h('button', { type: 'button', ariaLabel: label, title: label, onclick }, text)
    return h(
      'div',
      { className: 'zoom', role: 'group', ariaLabel: texts.zoom },
      button(texts.zoomIn, '+', () => {
        this.map.zoomSmoothly(ZOOM_STEP)
      }),
      button(texts.zoomOut, '\u2212', () => {
        this.map.zoomSmoothly(1 / ZOOM_STEP)
      }),
      button(texts.zoomFit, '\u2922', () => {
        this.map.fit()
      }),
    )
  }

  #listenToKeys(): void {
    this.#canvas.addEventListener('keydown', (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey || !this.#onKey(event.key)) return
      event.preventDefault()
    })
    this.#canvas.addEventListener('focus', () => {
      // A mouse user needs no keyboard cursor.
      if (!this.#canvas.matches(':focus-visible')) return
      this.#goTo(this.#cursor ?? this.map.middleSeat)
    })
    this.#canvas.addEventListener('blur', () => {
      this.map.cursor = undefined
      this.#point(undefined)
    })
  }

  /** @returns whether the map uses this key */
  #onKey(key: string): boolean {
    const { hall, onChoose } = this.#options
    const at = this.#cursor ?? this.map.middleSeat
    const direction = ARROWS[key]
    if (direction) this.#goTo(neighbourOf(hall, at, direction) ?? at)
    else if (key === 'Home') this.#goTo(endOfRow(hall, at, 'left'))
    else if (key === 'End') this.#goTo(endOfRow(hall, at, 'right'))
    else if (key === 'Enter' || key === ' ') {
      this.#goTo(at, { isQuiet: true })
      onChoose(at)
    } else if (key === '+' || key === '=') this.map.zoomSmoothly(ZOOM_STEP, this.map.screenOf(at))
    else if (key === '-') this.map.zoomSmoothly(1 / ZOOM_STEP, this.map.screenOf(at))
    else if (key === '0') this.map.fit()
    else return false
    return true
  }

  #goTo(seat: number, { isQuiet = false } = {}): void {
    this.#cursor = seat
    this.map.cursor = seat
    this.map.show(seat)
    this.#point(seat)
    if (!isQuiet) this.sayCursor()
  }

  #tap(at: Point, kind: string): void {
    if (kind === 'touch' && this.map.pitch < TOUCH_MIN) {
      this.map.approach(at)
      return
    }
    const seat = this.map.seatAt(at)
    if (seat === undefined) return
    this.#cursor = seat
    this.map.cursor = undefined
    this.#options.onChoose(seat)
  }

  /** Marks a seat, and shows its name. */
  #point(seat: number | undefined): void {
    this.#pointed = seat
    this.map.hovered = seat
    this.#canvas.style.cursor = seat === undefined ? 'grab' : 'pointer'
    this.#placeTip()
  }

  #onView(): void {
    // While the whole hall is visible, a vertical swipe scrolls the page.
    this.#canvas.style.touchAction = this.map.isFitted ? 'pan-y' : 'none'
    this.#placeTip()
  }

  #placeTip(): void {
    const { hall, board, texts } = this.#options
    const seat = this.#pointed
    this.#tip.hidden = seat === undefined
    if (seat === undefined) return
    const { x, y } = this.map.screenOf(seat)
    const below = y < 90
    setText(
      this.#tip,
      `${placeOf(this.#options, seat)}\n${categoryNameOf(hall, seat)} \u00b7 ${texts.look[board.lookOf(seat)]}`,
    )
    const half = this.#tip.offsetWidth / 2
    const left = Math.min(Math.max(x, half + 8), this.#canvas.clientWidth - half - 8)
    const gap = this.map.pitch / 2 + 10
    this.#tip.style.transform = `translate(${Math.round(left - half)}px, ${Math.round(
      below ? y + gap : y - gap - this.#tip.offsetHeight,
    )}px)`
  }
}
