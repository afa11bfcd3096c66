import type { SeatMapTexts } from '../../texts/index.ts'
import { boxAround, boxOfPoints, grown, type Point } from '../hall/box.ts'
import type { Hall } from '../hall/hall.ts'
import { type HallZone, isInZone } from '../hall/hall-zone.ts'
import type { PriceList } from '../hall/price-list.ts'
import type { LeftOut } from '../hall/seat-filter.ts'
import { type ZoneSummary, zoneSummary } from '../hall/zone-summary.ts'
import type { SeatBoard } from '../live/seat-board.ts'
import { anyColour } from './any-colour.ts'
import { Camera, PITCH_NEAR } from './camera.ts'
import type { Colour } from './colour.ts'
import { MapPicture, type MapState, paintedState } from './map-picture.ts'
import { categoryColours, type Theme } from './theme.ts'
import type { Insets } from './view.ts'

/** How much of a frame of 16 ms may be spent on painting the next picture. */
const PAINT_MS = 6
/** With seats closer than this, in CSS pixels, customers choose a zone first. */
const OVERVIEW_BELOW = 8
/** The least distance between two seats after a zone was chosen, and after certain seats were shown. */
const PITCH_OF_ZONE = 8.5
const PITCH_OF_SEATS = 14

export interface MapCanvasOptions {
  readonly texts: SeatMapTexts
  readonly hall: Hall
  readonly board: SeatBoard
  readonly theme: Theme
  readonly prices: PriceList
  /** The parts of the canvas at its edges that are covered by buttons. */
  readonly insets: () => Insets
  /** Called after each frame. */
  readonly onView: () => void
}

type Changeable = Pick<
  MapState,
  'theme' | 'leftOut' | 'hovered' | 'cursor' | 'hoveredZone' | 'zoneCursor'
>

/** Draws the hall on a canvas, one frame after each change. */
export class MapCanvas {
  readonly canvas: HTMLCanvasElement
  readonly camera: Camera
  readonly #hall: Hall
  readonly #picture: MapPicture
  readonly #onView: () => void
  readonly #insets: () => Insets
  readonly #observer: ResizeObserver
  readonly #stopListening: () => void
  #state: MapState
  #frame: number | undefined

  constructor(canvas: HTMLCanvasElement, options: MapCanvasOptions) {
    const { texts, hall, board, theme, prices, insets, onView } = options
    const context = canvas.getContext('2d')
    if (!context) throw new Error('This browser has no 2D canvas.')
    this.canvas = canvas
    this.#hall = hall
    this.#onView = onView
    this.#insets = insets
    this.#state = {
      ...{ texts, hall, board, theme, prices, leftOut: undefined },
      colours: categoryColours(hall.categories, theme, anyColour),
      ...{ hovered: undefined, cursor: undefined, hoveredZone: undefined, zoneCursor: undefined },
    }
    this.#picture = new MapPicture(context, hall, () => this.#state)
    this.camera = new Camera({
      bounds: hall.bounds,
      pitch: hall.pitch,
      onMove: () => {
        this.#draw()
      },
    })
    this.#stopListening = board.listen((seats, cause) => {
      this.#picture.outdate()
      if (cause === 'changes' && !this.camera.prefersReducedMotion) this.#picture.pulse(seats)
      this.#draw()
    })
    this.#observer = new ResizeObserver(() => {
      this.#resize()
    })
    this.#observer.observe(canvas)
  }

  /** The distance between two seats, in CSS pixels. */
  get pitch(): number {
    return this.#hall.pitch * this.camera.view.scale
  }

  get colours(): readonly Colour[] {
    return this.#state.colours
  }

  /** Whether zones are shown instead of their seats, at the end of the current animation. */
  get isOverview(): boolean {
    return this.#isOverviewAt(this.camera.target.scale)
  }

  get theme(): Theme {
    return this.#state.theme
  }

  set theme(theme: Theme) {
    const colours = categoryColours(this.#hall.categories, theme, anyColour)
    this.#state = { ...this.#state, theme, colours }
    this.#repaint()
  }

  /** Fades the seats that the customer has filtered out. They are not counted as available in their zone. */
  set leftOut(leftOut: LeftOut | undefined) {
    this.#change({ leftOut })
    this.#repaint()
  }

  /** The seat or zone under the mouse. */
  set hovered(hovered: number | undefined) {
    this.#change({ hovered })
  }

  set hoveredZone(hoveredZone: number | undefined) {
    this.#change({ hoveredZone })
  }

  /** The seat under the keyboard cursor. */
  set cursor(cursor: number | undefined) {
    this.#change({ cursor, zoneCursor: undefined })
  }

  /** The zone under the keyboard cursor. */
  set zoneCursor(zoneCursor: number | undefined) {
    this.#change({ zoneCursor, cursor: undefined })
  }

  disconnect(): void {
    this.#observer.disconnect()
    this.#stopListening()
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame)
  }

  /** Moves the view just enough to show the seat. */
  show(seat: number): void {
    this.camera.show(this.#hall.positionOf(seat))
  }

  /** Moves and zooms until all of the seats are visible and can be told apart. Does nothing if they are. */
  showSeats(seats: readonly number[]): void {
    if (seats.length === 0) return
    const places = seats.map((seat) => this.#hall.positionOf(seat))
    const box = boxOfPoints(
      places.map(({ x }) => x),
      places.map(({ y }) => y),
    )
    const { pitch } = this.#hall
    const isLarge = pitch * this.camera.target.scale >= PITCH_OF_SEATS
    if (isLarge && this.camera.isShown(box)) return
    this.camera.showBox(grown(box, pitch * 2), { least: PITCH_OF_SEATS, most: PITCH_NEAR })
  }

  /**
   * Fills the window with zones or standing areas, by their indexes.
   * @param options.pitchMin the least distance between two seats afterwards, in CSS pixels. With it, the zones may be
   *   larger than the window.
   */
  showZones(
    indexes: readonly number[],
    { pitchMin = PITCH_OF_ZONE }: { readonly pitchMin?: number | undefined } = {},
  ): void {
    const boxes = indexes.flatMap((index) => this.#hall.zones[index]?.box ?? [])
    if (boxes.length === 0) return
    this.camera.showBox(boxAround(boxes), { least: pitchMin, most: PITCH_NEAR })
  }

  showRow(index: number): void {
    const { from = 0, to = 0 } = this.#hall.rows[index] ?? {}
    this.showSeats(Array.from({ length: to - from }, (_, seat) => from + seat))
  }

  /** The seat at a position in the window. */
  seatAt(at: Point): number | undefined {
    return this.#hall.grid.nearest(this.camera.toHall(at), this.#hall.pitch * 0.5)
  }

  /** The zone or standing area at a position in the window, by its index. */
  zoneAt(at: Point): number | undefined {
    const place = this.camera.toHall(at)
    const found = this.#hall.zones.findLastIndex((zone) => isInZone(zone, place))
    return found === -1 ? undefined : found
  }

  standingAreaAt(at: Point): number | undefined {
    const zone = this.zoneAt(at)
    return zone !== undefined && this.#hall.zones[zone]?.standing ? zone : undefined
  }

  /** What is available in a zone. */
  summaryOf(zone: HallZone): ZoneSummary {
    return zoneSummary(zone, paintedState(this.#state))
  }

  /** The centre of a seat, relative to the top left corner of the canvas. */
  screenOf(seat: number): Point {
    return this.camera.toScreen(this.#hall.positionOf(seat))
  }

  /** The seat nearest to the centre of the window. */
  get middleSeat(): number {
    return this.#hall.grid.nearest(this.camera.toHall(this.camera.middle), Infinity) ?? 0
  }

  #isOverviewAt(scale: number): boolean {
    const { zones, seatCount, pitch } = this.#hall
    return seatCount === 0 || (zones.length > 1 && pitch * scale < OVERVIEW_BELOW)
  }

  #change(changes: Partial<Changeable>): void {
    const keys = Object.keys(changes) as (keyof Changeable)[]
    if (keys.every((key) => this.#state[key] === changes[key])) return
    this.#state = { ...this.#state, ...changes }
    this.#draw()
  }

  #repaint(): void {
    this.#picture.outdate()
    this.#draw()
  }

  #resize(): void {
    const { clientWidth: width, clientHeight: height } = this.canvas
    if (width === 0 || height === 0) return
    this.canvas.width = Math.round(width * devicePixelRatio)
    this.canvas.height = Math.round(height * devicePixelRatio)
    this.camera.resize({ width, height }, this.#insets())
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
    if (this.camera.size.width === 0) return
    this.camera.advance(nowMs)
    const { view, size, prefersReducedMotion, isAnimating } = this.camera
    const mustContinue = this.#picture.draw({
      ...{ view, size, nowMs, paintMs },
      pixelRatio: devicePixelRatio,
      isMoving: paintMs < Infinity && this.camera.isMovingAt(nowMs),
      isOverview: this.#isOverviewAt(view.scale),
      isAnimated: !prefersReducedMotion,
    })
    this.#onView()
    if (mustContinue || isAnimating) this.#draw()
  }
}
