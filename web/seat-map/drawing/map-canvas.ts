import type { Point } from '../hall/box.ts'
import type { Hall } from '../hall/hall.ts'
import { type RowLabel, rowLabels } from '../hall/row-labels.ts'
import type { SeatBoard } from '../live/seat-board.ts'
import { anyColour } from './any-colour.ts'
import type { Colour } from './colour.ts'
import { drawAreas } from './draw-areas.ts'
import { HallPicture, seatRadius } from './hall-picture.ts'
import { drawMarks, drawRowLabels, Pulses } from './marks.ts'
import { categoryColours, type Theme } from './theme.ts'
import {
  between,
  centredOn,
  fitted,
  kept,
  panned,
  type ScaleRange,
  showing,
  type Size,
  toHall,
  toScreen,
  type View,
  zoomed,
} from './view.ts'

/** How much of a frame of 16 ms may be spent on painting the next picture. */
const PAINT_MS = 6
const PADDING = 20
/** A gesture is over when the view has not changed for this long. */
const REST_MS = 100
const MOVE_MS = 240
/** The largest distance between two seats, in CSS pixels. */
const PITCH_MAX = 72
/** The distance between two seats after zooming in on one, in CSS pixels. */
export const PITCH_NEAR = 40

export interface MapCanvasOptions {
  readonly hall: Hall
  readonly board: SeatBoard
  readonly theme: Theme
  /** Called after each frame. */
  readonly onView: () => void
}

/** Draws the hall on a canvas, one frame after each change. */
export class MapCanvas {
  readonly canvas: HTMLCanvasElement
  readonly #hall: Hall
  readonly #board: SeatBoard
  readonly #context: CanvasRenderingContext2D
  readonly #picture: HallPicture
  readonly #rowLabels: readonly RowLabel[]
  readonly #pulses = new Pulses()
  readonly #onView: () => void
  readonly #observer: ResizeObserver
  readonly #stopListening: () => void
  readonly #motion = matchMedia('(prefers-reduced-motion: reduce)')
  #theme: Theme
  #colours: readonly Colour[]
  #size: Size = { width: 0, height: 0 }
  #view: View = { scale: 1, x: 0, y: 0 }
  /** The time of the latest change of the view. */
  #movedMs = -Infinity
  #isFitted = true
  #move: { from: View; to: View; startMs: number } | undefined
  #frame: number | undefined
  #hovered: number | undefined
  #cursor: number | undefined

  constructor(canvas: HTMLCanvasElement, { hall, board, theme, onView }: MapCanvasOptions) {
    const context = canvas.getContext('2d')
    if (!context) throw new Error('This browser has no 2D canvas.')
    this.canvas = canvas
    this.#context = context
    this.#hall = hall
    this.#board = board
    this.#rowLabels = rowLabels(hall)
    this.#theme = theme
    this.#onView = onView
    this.#colours = categoryColours(hall.categories, theme, anyColour)
    this.#picture = new HallPicture(this.#settings)
    this.#stopListening = board.listen((seats, cause) => {
      if (seats.length === 0) return
      this.#picture.outdate()
      if (cause === 'changes' && !this.#motion.matches) this.#pulses.start(seats)
      this.#draw()
    })
    this.#observer = new ResizeObserver(() => {
      this.#resize()
    })
    this.#observer.observe(canvas)
  }

  get view(): View {
    return this.#view
  }

  /** The distance between two seats, in CSS pixels. */
  get pitch(): number {
    return this.#hall.pitch * this.#view.scale
  }

  get colours(): readonly Colour[] {
    return this.#colours
  }

  get isFitted(): boolean {
    return this.#isFitted
  }

  set theme(theme: Theme) {
    this.#theme = theme
    this.#colours = categoryColours(this.#hall.categories, theme, anyColour)
    this.#picture.outdate(this.#settings)
    this.#draw()
  }

  /** The seat under the mouse, marked with a ring. */
  set hovered(seat: number | undefined) {
    if (seat === this.#hovered) return
    this.#hovered = seat
    this.#draw()
  }

  /** The seat under the keyboard cursor. */
  set cursor(seat: number | undefined) {
    this.#cursor = seat
    this.#draw()
  }

  disconnect(): void {
    this.#observer.disconnect()
    this.#stopListening()
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame)
  }

  /** Shows the whole hall. */
  fit(): void {
    this.#isFitted = true
    this.#moveTo(this.#fitted())
  }

  pan(dx: number, dy: number): void {
    this.#isFitted = false
    this.#jumpTo(this.#kept(panned(this.#view, dx, dy)))
  }

  zoom(factor: number, at: Point = this.#middle()): void {
    this.#isFitted = false
    this.#jumpTo(this.#kept(zoomed(this.#view, factor, at, this.#scales())))
  }

  /** Zooms with an animation. */
  zoomSmoothly(factor: number, at: Point = this.#middle()): void {
    this.#isFitted = false
    this.#moveTo(this.#kept(zoomed(this.#move?.to ?? this.#view, factor, at, this.#scales())))
  }

  canZoom(factor: number): boolean {
    const { least, most } = this.#scales()
    return factor > 1 ? this.#view.scale < most : this.#view.scale > least
  }

  /** Moves the view just enough to show the seat. */
  show(seat: number): void {
    const to = showing(this.#move?.to ?? this.#view, this.#placeOf(seat), this.#size, 48)
    if (to.x === this.#view.x && to.y === this.#view.y) return
    this.#isFitted = false
    this.#moveTo(to)
  }

  /** Zooms in on a position in the window, until a finger can hit single seats. */
  approach(at: Point): void {
    const scale = Math.min(this.#scales().most, PITCH_NEAR / this.#hall.pitch)
    this.#isFitted = false
    this.#moveTo(this.#kept(centredOn(toHall(this.#view, at), scale, this.#size)))
  }

  /** The seat at a position in the window. */
  seatAt(at: Point): number | undefined {
    return this.#hall.grid.nearest(toHall(this.#view, at), this.#hall.pitch * 0.5)
  }

  /** The centre of a seat, relative to the top left corner of the canvas. */
  screenOf(seat: number): Point {
    return toScreen(this.#view, this.#placeOf(seat))
  }

  /** The seat nearest to the centre of the window. */
  get middleSeat(): number {
    return this.#hall.grid.nearest(toHall(this.#view, this.#middle()), Infinity) ?? 0
  }

  get #settings() {
    return {
      hall: this.#hall,
      looks: this.#board.looks,
      theme: this.#theme,
      colours: this.#colours,
    }
  }

  #placeOf(seat: number): Point {
    return { x: this.#hall.xs[seat] ?? 0, y: this.#hall.ys[seat] ?? 0 }
  }

  #middle(): Point {
    return { x: this.#size.width / 2, y: this.#size.height / 2 }
  }

  #fitted(): View {
    const view = fitted(this.#hall.bounds, this.#size, PADDING)
    const most = PITCH_MAX / this.#hall.pitch
    return view.scale <= most
      ? view
      : zoomed(view, most / view.scale, this.#middle(), { least: 0, most })
  }

  #scales(): ScaleRange {
    const least = this.#fitted().scale
    return { least, most: Math.max(least, PITCH_MAX / this.#hall.pitch) }
  }

  #kept(view: View): View {
    return kept(view, this.#hall.bounds, this.#size)
  }

  #jumpTo(view: View): void {
    this.#move = undefined
    this.#view = view
    this.#movedMs = performance.now()
    this.#draw()
  }

  #moveTo(to: View): void {
    if (this.#motion.matches || this.#size.width === 0) {
      this.#jumpTo(to)
      return
    }
    this.#move = { from: this.#view, to, startMs: performance.now() }
    this.#draw()
  }

  #resize(): void {
    const { clientWidth: width, clientHeight: height } = this.canvas
    if (width === 0 || height === 0) return
    const before = this.#size
    this.#size = { width, height }
    this.canvas.width = Math.round(width * devicePixelRatio)
    this.canvas.height = Math.round(height * devicePixelRatio)
    if (this.#isFitted || before.width === 0) this.#jumpTo(this.#fitted())
    else this.#jumpTo(panned(this.#view, (width - before.width) / 2, (height - before.height) / 2))
    // Setting the size has cleared the canvas, so it must be drawn before the browser shows it.
    this.#render(performance.now(), Infinity)
  }

  #draw(): void {
    this.#frame ??= requestAnimationFrame((nowMs) => {
      this.#frame = undefined
      this.#render(nowMs, PAINT_MS)
    })
  }

  #render(nowMs: number, paintMs: number): void {
    if (this.#size.width === 0) return
    this.#advance(nowMs)
    const [view, size, ratio] = [this.#view, this.#size, devicePixelRatio]
    const isMoving = nowMs - this.#movedMs < REST_MS
    const isPainting = this.#picture.paint(
      { view, size, pixelRatio: ratio, isMoving: isMoving && paintMs < Infinity },
      paintMs,
    )
    const context = this.#context
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    context.clearRect(0, 0, size.width, size.height)
    const areas = { theme: this.#theme, colourOf: anyColour }
    drawAreas(context, this.#hall.areas, { view, size }, areas)
    this.#picture.draw(context, view, ratio)
    const radius = seatRadius(this.#hall, view)
    drawRowLabels(context, this.#rowLabels, { view, size, radius, theme: this.#theme })
    drawMarks(context, {
      hall: this.#hall,
      board: this.#board,
      view,
      radius,
      theme: this.#theme,
      hovered: this.#hovered,
      cursor: this.#cursor,
    })
    const isPulsing = this.#pulses.draw(context, nowMs, {
      hall: this.#hall,
      view,
      radius,
      colour: this.#theme.accent,
    })
    this.#onView()
    if (isPainting || isPulsing || this.#move) this.#draw()
  }

  #advance(nowMs: number): void {
    if (!this.#move) return
    const { from, to, startMs } = this.#move
    const progress = Math.min(1, Math.max(0, (nowMs - startMs) / MOVE_MS))
    this.#movedMs = nowMs
    this.#view = between(from, to, 1 - (1 - progress) ** 3, this.#size)
    if (progress === 1) this.#move = undefined
  }
}
