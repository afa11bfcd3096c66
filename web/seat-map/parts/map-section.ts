import { Gestures } from '../drawing/gestures.ts'
import { MapCanvas } from '../drawing/map-canvas.ts'
import type { Theme } from '../drawing/theme.ts'
import type { Point } from '../hall/box.ts'
import type { Hall } from '../hall/hall.ts'
import { type Direction, endOfRow, neighbourOf } from '../hall/neighbours.ts'
import { categoryNameOf, describeSeat, LOOK_WORDS, placeOf } from '../hall/seat-words.ts'
import type { SeatBoard } from '../live/seat-board.ts'
import { h, setText } from './dom.ts'

export interface MapSectionOptions {
  readonly hall: Hall
  readonly board: SeatBoard
  readonly theme: Theme
  readonly name: string
  readonly onChoose: (seat: number) => void
  readonly say: (text: string) => void
}

const ZOOM_STEP = 1.6
/** What a finger can hit, in CSS pixels; below, a tap comes nearer first. */
const TOUCH_MIN = 24

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}

const HELP =
  'Arrow keys go from seat to seat, Home and End to the ends of a row. Enter or space chooses a seat. Plus and minus zoom, zero shows the whole hall.'

/** The hall to look at and to choose in, by mouse, fingers and keyboard. */
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
    const help = h('p', { id: 'map-help', className: 'unseen' }, HELP)
    this.#canvas = h('canvas', {
      tabIndex: 0,
      role: 'application',
      ariaLabel: `Seat map of ${options.name}`,
      ariaRoleDescription: 'seat map',
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

  /** Says of the seat that the keyboard is at what it is now. */
  sayCursor(): void {
    const { hall, board, say } = this.#options
    if (this.#cursor !== undefined) say(describeSeat(hall, board.looks, this.#cursor))
  }

  #buttons(): HTMLElement {
    const button = (label: string, text: string, onclick: () => void) =>
      h('button', { type: 'button', ariaLabel: label, title: label, onclick }, text)
    return h(
      'div',
      { className: 'zoom', role: 'group', ariaLabel: 'Zoom' },
      button('Zoom in', '+', () => {
        this.map.zoomSmoothly(ZOOM_STEP)
      }),
      button('Zoom out', '\u2212', () => {
        this.map.zoomSmoothly(1 / ZOOM_STEP)
      }),
      button('Show the whole hall', '\u2922', () => {
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
      // Whoever comes by mouse sees where the mouse is.
      if (!this.#canvas.matches(':focus-visible')) return
      this.#goTo(this.#cursor ?? this.map.middleSeat)
    })
    this.#canvas.addEventListener('blur', () => {
      this.map.cursor = undefined
      this.#point(undefined)
    })
  }

  /** @returns whether the key means something here */
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

  /** Shows which seat that is. */
  #point(seat: number | undefined): void {
    this.#pointed = seat
    this.map.hovered = seat
    this.#canvas.style.cursor = seat === undefined ? 'grab' : 'pointer'
    this.#placeTip()
  }

  #onView(): void {
    // While all of the hall is seen, a finger that moves up scrolls the page.
    this.#canvas.style.touchAction = this.map.isFitted ? 'pan-y' : 'none'
    this.#placeTip()
  }

  #placeTip(): void {
    const { hall, board } = this.#options
    const seat = this.#pointed
    this.#tip.hidden = seat === undefined
    if (seat === undefined) return
    const { x, y } = this.map.screenOf(seat)
    const below = y < 90
    setText(
      this.#tip,
      `${placeOf(hall, seat)}\n${categoryNameOf(hall, seat)} \u00b7 ${LOOK_WORDS[board.lookOf(seat)]}`,
    )
    const half = this.#tip.offsetWidth / 2
    const left = Math.min(Math.max(x, half + 8), this.#canvas.clientWidth - half - 8)
    const gap = this.map.pitch / 2 + 10
    this.#tip.style.transform = `translate(${Math.round(left - half)}px, ${Math.round(
      below ? y + gap : y - gap - this.#tip.offsetHeight,
    )}px)`
  }
}
