import { type Box, grown, type Point } from '../hall/box.ts'
import {
  between,
  centredOn,
  fitted,
  type Insets,
  kept,
  panned,
  type ScaleRange,
  showing,
  type Size,
  toHall,
  toScreen,
  type View,
  windowOf,
  zoomed,
} from './view.ts'

/** A gesture is over when the view has not changed for this long. */
const REST_MS = 100
const MOVE_MS = 240
/** The largest distance between two seats, in CSS pixels. */
const PITCH_MAX = 72
/** The distance between two seats after zooming in on one, in CSS pixels. */
export const PITCH_NEAR = 40
/** Left free around what is shown on request, for labels at the edges and the zone's name at the top. */
const MARGINS: Insets = { left: 30, right: 30, top: 44, bottom: 24 }

export interface CameraOptions {
  readonly bounds: Box
  /** The distance between two seats in the hall. */
  readonly pitch: number
  readonly onMove: () => void
}

/** Which part of the hall is visible, and how it moves. */
export class Camera {
  readonly #options: CameraOptions
  readonly #motion = matchMedia('(prefers-reduced-motion: reduce)')
  #size: Size = { width: 0, height: 0 }
  /** Left free around the whole hall. */
  #insets: Insets = { left: 0, right: 0, top: 0, bottom: 0 }
  #view: View = { scale: 1, x: 0, y: 0 }
  #move: { from: View; to: View; startMs: number } | undefined
  /** The time of the latest change of the view. */
  #movedMs = -Infinity
  #isFitted = true

  constructor(options: CameraOptions) {
    this.#options = options
  }

  get view(): View {
    return this.#view
  }

  get size(): Size {
    return this.#size
  }

  /** Whether the whole hall is shown. */
  get isFitted(): boolean {
    return this.#isFitted
  }

  get isAnimating(): boolean {
    return this.#move !== undefined
  }

  get prefersReducedMotion(): boolean {
    return this.#motion.matches
  }

  /** The view at the end of the current animation. */
  get target(): View {
    return this.#move?.to ?? this.#view
  }

  /** Whether the view changes now, so that it will change again. */
  isMovingAt(nowMs: number): boolean {
    return nowMs - this.#movedMs < REST_MS
  }

  fit(): void {
    this.#isFitted = true
    this.#moveTo(this.#fitted())
  }

  pan(dx: number, dy: number): void {
    this.#isFitted = false
    this.#jumpTo(this.#kept(panned(this.#view, dx, dy)))
  }

  /** Moves a place to the middle of the window. */
  centreOn(place: Point): void {
    this.#isFitted = false
    this.#jumpTo(this.#kept(centredOn(place, this.#view.scale, this.#size)))
  }

  zoom(factor: number, at = this.middle): void {
    this.#isFitted = false
    this.#jumpTo(this.#kept(zoomed(this.#view, factor, at, this.#scales())))
  }

  /** Zooms with an animation. */
  zoomSmoothly(factor: number, at = this.middle): void {
    this.#isFitted = false
    this.#moveTo(this.#kept(zoomed(this.target, factor, at, this.#scales())))
  }

  canZoom(factor: number): boolean {
    const { least, most } = this.#scales()
    return factor > 1 ? this.#view.scale < most : this.#view.scale > least
  }

  /** Moves the view just enough to show a place. */
  show(place: Point): void {
    const to = showing(this.target, place, this.#size, 48)
    if (to.x === this.#view.x && to.y === this.#view.y) return
    this.#isFitted = false
    this.#moveTo(to)
  }

  /** Zooms in on a position in the window, until a finger can hit single seats. */
  approach(at: Point): void {
    const scale = Math.min(this.#scales().most, PITCH_NEAR / this.#options.pitch)
    this.#isFitted = false
    this.#moveTo(this.#kept(centredOn(toHall(this.#view, at), scale, this.#size)))
  }

  /**
   * Fills the window with a part of the hall.
   * @param pitch limits of the distance between two seats afterwards, in CSS pixels. With the least, the part may be
   *   larger than the window.
   */
  showBox(box: Box, pitch: { readonly least: number; readonly most: number }): void {
    const { pitch: unit } = this.#options
    const margins = this.#margins()
    const to = fitted(box, this.#size, margins)
    const scale = Math.min(Math.max(to.scale, pitch.least / unit), pitch.most / unit)
    const range = this.#scales()
    this.#isFitted = false
    this.#moveTo(zoomed(to, scale / to.scale, this.#middleOf(margins), range))
  }

  /** Whether a part of the hall is visible, away from the labels at the edges. */
  isShown(box: Box): boolean {
    const { left, right, top, bottom } = windowOf(this.target, this.#size)
    const edge = grown({ left, right, top, bottom }, -MARGINS.left / this.target.scale)
    return (
      box.left >= edge.left &&
      box.right <= edge.right &&
      box.top >= edge.top &&
      box.bottom <= edge.bottom
    )
  }

  resize(size: Size, insets: Insets): void {
    const before = this.#size
    this.#insets = insets
    this.#size = size
    if (this.#isFitted || before.width === 0) this.#jumpTo(this.#fitted())
    else {
      const [dx, dy] = [size.width - before.width, size.height - before.height]
      this.#jumpTo(panned(this.#view, dx / 2, dy / 2))
    }
  }

  /** Continues the current animation. */
  advance(nowMs: number): void {
    if (!this.#move) return
    const { from, to, startMs } = this.#move
    const progress = Math.min(1, Math.max(0, (nowMs - startMs) / MOVE_MS))
    this.#movedMs = nowMs
    this.#view = between(from, to, 1 - (1 - progress) ** 3, this.#size)
    if (progress === 1) this.#move = undefined
  }

  toHall(at: Point): Point {
    return toHall(this.#view, at)
  }

  toScreen(place: Point): Point {
    return toScreen(this.#view, place)
  }

  get middle(): Point {
    return { x: this.#size.width / 2, y: this.#size.height / 2 }
  }

  /** Away from the labels at the edges, and from the buttons. */
  #margins(): Insets {
    const { right, bottom } = this.#insets
    return {
      ...MARGINS,
      right: Math.max(MARGINS.right, right),
      bottom: Math.max(MARGINS.bottom, bottom),
    }
  }

  #middleOf({ left, right, top, bottom }: Insets): Point {
    const { x, y } = this.middle
    return { x: x + (left - right) / 2, y: y + (top - bottom) / 2 }
  }

  #fitted(): View {
    const view = fitted(this.#options.bounds, this.#size, this.#insets)
    const most = PITCH_MAX / this.#options.pitch
    return view.scale <= most
      ? view
      : zoomed(view, most / view.scale, this.#middleOf(this.#insets), { least: 0, most })
  }

  #scales(): ScaleRange {
    const least = this.#fitted().scale
    return { least, most: Math.max(least, PITCH_MAX / this.#options.pitch) }
  }

  #kept(view: View): View {
    return kept(view, this.#options.bounds, this.#size)
  }

  #jumpTo(view: View): void {
    this.#move = undefined
    this.#view = view
    this.#movedMs = performance.now()
    this.#options.onMove()
  }

  #moveTo(to: View): void {
    if (this.#motion.matches || this.#size.width === 0) {
      this.#jumpTo(to)
      return
    }
    this.#move = { from: this.#view, to, startMs: performance.now() }
    this.#options.onMove()
  }
}
