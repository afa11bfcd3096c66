import { h } from '../../dom.ts'
import type { Point } from '../hall/box.ts'
import type { Hall } from '../hall/hall.ts'
import { type Colour, cssOf, mixed } from './colour.ts'
import { tracePolygon } from './draw-zone.ts'
import type { MapCanvas } from './map-canvas.ts'
import { miniMapSize, miniMapView } from './mini-map-view.ts'
import type { Theme } from './theme.ts'
import { onScreen, type Size, toHall, toScreen, type View, windowOf } from './view.ts'

export interface MiniMapOptions {
  readonly hall: Hall
  readonly map: MapCanvas
  /** The seats that this customer has selected, holds or has booked. */
  readonly ownSeats: () => readonly number[]
}

/** The whole hall, small, with the visible part. A tap or drag moves the map. The keyboard has the map itself. */
export class MiniMap {
  readonly element: HTMLCanvasElement
  readonly #options: MiniMapOptions
  #size: Size = { width: 0, height: 0 }
  #drawn: { canvas: OffscreenCanvas; theme: Theme; view: View } | undefined

  constructor(options: MiniMapOptions) {
    this.#options = options
    this.element = h('canvas', { className: 'mini-map', ariaHidden: 'true', hidden: true })
    this.element.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return
      this.element.setPointerCapture(event.pointerId)
      this.#go(event)
    })
    this.element.addEventListener('pointermove', (event) => {
      if (this.element.hasPointerCapture(event.pointerId)) this.#go(event)
    })
  }

  /** Call after each frame of the map. */
  update(): void {
    const { camera } = this.#options.map
    this.element.hidden = this.#isAllVisible()
    if (this.element.hidden) return
    this.#resize(miniMapSize(this.#options.hall, camera.size.width))
    this.#draw()
  }

  #isAllVisible(): boolean {
    const { map, hall } = this.#options
    const { camera } = map
    const { left, right, top, bottom } = windowOf(camera.view, camera.size)
    const { bounds } = hall
    return (
      left <= bounds.left && right >= bounds.right && top <= bounds.top && bottom >= bounds.bottom
    )
  }

  #resize(size: Size): void {
    const [width, height] = [size.width, size.height].map((side) =>
      Math.round(side * devicePixelRatio),
    ) as [number, number]
    this.#size = size
    if (this.element.width === width && this.element.height === height) return
    this.element.width = width
    this.element.height = height
    this.element.style.width = `${size.width}px`
    this.element.style.height = `${size.height}px`
  }

  #draw(): void {
    const { hall, map, ownSeats } = this.#options
    const { camera, theme: colours } = map
    const context = this.element.getContext('2d')
    if (!context) return
    const view = miniMapView(hall, this.#size)
    context.resetTransform()
    context.clearRect(0, 0, this.element.width, this.element.height)
    context.drawImage(this.#zones(view), 0, 0)
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0)
    for (const seat of ownSeats()) {
      dot(context, toScreen(view, hall.positionOf(seat)), colours.accent)
    }
    const { left, right, top, bottom } = windowOf(camera.view, camera.size)
    const from = this.#kept(toScreen(view, { x: left, y: top }))
    const to = this.#kept(toScreen(view, { x: right, y: bottom }))
    context.strokeStyle = cssOf(colours.accent)
    context.lineWidth = 2
    context.strokeRect(from.x, from.y, to.x - from.x, to.y - from.y)
  }

  /** The zones, drawn once for each theme and size. */
  #zones(view: View): OffscreenCanvas {
    const { hall, map } = this.#options
    const { theme } = map
    const { width, height } = this.element
    const before = this.#drawn
    if (before?.theme === theme && before.view.scale === view.scale) return before.canvas
    const canvas = new OffscreenCanvas(width, height)
    const context = canvas.getContext('2d')
    context?.scale(devicePixelRatio, devicePixelRatio)
    if (context) {
      context.fillStyle = cssOf(mixed(theme.takenMark, theme.background, 0.45))
      for (const { outline } of hall.zones) {
        tracePolygon(context, onScreen(view, outline))
        context.fill()
      }
    }
    this.#drawn = { canvas, theme, view }
    return canvas
  }

  /** Within the mini-map, because the window may show more than the hall. */
  #kept({ x, y }: Point): Point {
    const { width, height } = this.#size
    return { x: Math.min(width - 2, Math.max(2, x)), y: Math.min(height - 2, Math.max(2, y)) }
  }

  #go({ clientX, clientY }: PointerEvent): void {
    const { left, top } = this.element.getBoundingClientRect()
    const at: Point = { x: clientX - left, y: clientY - top }
    this.#options.map.camera.centreOn(toHall(miniMapView(this.#options.hall, this.#size), at))
  }
}

function dot(context: CanvasRenderingContext2D, { x, y }: Point, colour: Colour): void {
  context.fillStyle = cssOf(colour)
  context.beginPath()
  context.arc(x, y, 2.5, 0, 2 * Math.PI)
  context.fill()
}
