import type { Point } from '../hall/box.ts'

export interface GestureListener {
  pan(dx: number, dy: number): void
  zoom(factor: number, at: Point): void
  /** @returns whether zooming would change the view; if not, the page scrolls */
  canZoom(factor: number): boolean
  tap(at: Point, kind: string): void
  /** Called with the position of the mouse; undefined when it leaves. */
  hover(at: Point | undefined): void
}

/** A pointer that moves less than this is a tap, in CSS pixels. */
const SLOP = 6
/** One notch of a wheel is about 100 pixels. */
const WHEEL_SPEED = 0.0022
/** Browsers report the pinch of a trackpad as a wheel with the control key, in much smaller steps. */
const PINCH_SPEED = 0.012
const LINE_HEIGHT = 16

/** Recognizes gestures of mouse, fingers and wheel on an element. */
export class Gestures {
  readonly #element: HTMLElement
  readonly #listener: GestureListener
  /** The last position of each pointer that is down. */
  readonly #pointers = new Map<number, Point>()
  #start: Point | undefined
  #isTap = false

  constructor(element: HTMLElement, listener: GestureListener) {
    this.#element = element
    this.#listener = listener
    element.addEventListener('pointerdown', (event) => {
      this.#down(event)
    })
    element.addEventListener('pointermove', (event) => {
      this.#move(event)
    })
    element.addEventListener('pointerup', (event) => {
      this.#up(event)
    })
    element.addEventListener('pointercancel', (event) => {
      this.#isTap = false
      this.#up(event)
    })
    element.addEventListener('pointerleave', () => {
      listener.hover(undefined)
    })
    element.addEventListener('wheel', (event) => {
      this.#wheel(event)
    })
  }

  #down(event: PointerEvent): void {
    if (event.button !== 0) return
    this.#pointers.set(event.pointerId, this.#at(event))
    this.#isTap = this.#pointers.size === 1
    this.#start = this.#at(event)
    this.#element.setPointerCapture(event.pointerId)
  }

  #move(event: PointerEvent): void {
    const at = this.#at(event)
    const before = this.#pointers.get(event.pointerId)
    if (!before) {
      if (event.pointerType !== 'touch') this.#listener.hover(at)
      return
    }
    if (this.#isTap && this.#start && distance(at, this.#start) < SLOP) return
    this.#isTap = false
    this.#listener.hover(undefined)
    const other = this.#otherThan(event.pointerId)
    this.#pointers.set(event.pointerId, at)
    if (other) this.#pinch(before, at, other)
    else this.#listener.pan(at.x - before.x, at.y - before.y)
  }

  #pinch(before: Point, at: Point, other: Point): void {
    const factor = distance(at, other) / Math.max(1, distance(before, other))
    this.#listener.pan((at.x - before.x) / 2, (at.y - before.y) / 2)
    this.#listener.zoom(factor, { x: (at.x + other.x) / 2, y: (at.y + other.y) / 2 })
  }

  #up(event: PointerEvent): void {
    if (!this.#pointers.delete(event.pointerId)) return
    if (this.#isTap) this.#listener.tap(this.#at(event), event.pointerType)
    this.#isTap = false
  }

  #wheel(event: WheelEvent): void {
    const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_HEIGHT : 1
    const speed = event.ctrlKey ? PINCH_SPEED : WHEEL_SPEED
    const factor = Math.exp(-event.deltaY * pixels * speed)
    if (!event.ctrlKey && !this.#listener.canZoom(factor)) return
    event.preventDefault()
    this.#listener.zoom(factor, this.#at(event))
  }

  #otherThan(pointerId: number): Point | undefined {
    for (const [id, at] of this.#pointers) if (id !== pointerId) return at
    return undefined
  }

  #at(event: MouseEvent): Point {
    const { left, top } = this.#element.getBoundingClientRect()
    return { x: event.clientX - left, y: event.clientY - top }
  }
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}
