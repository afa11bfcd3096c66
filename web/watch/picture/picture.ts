import { textScale } from '../../dom.ts'
import type { WatchTexts } from '../format.ts'
import type { Palette } from '../palette.ts'
import type { Tick } from '../tick-window.ts'
import { LatencyBand, RequestsBand } from './curve-bands.ts'
import { fontOf } from './frame.ts'
import { type Layout, layoutOf } from './layout.ts'
import { LocksBand } from './locks-band.ts'
import { OutcomesBand } from './outcomes-band.ts'
import { Silences, TimeAxis } from './time-axis.ts'

/** How fast an axis adapts to its values. */
const HALF_LIFE_MS = 120

export interface Scene {
  readonly ticks: readonly Tick[]
  readonly endMs: number
  readonly chosen: Tick | undefined
  readonly palette: Palette
  readonly texts: WatchTexts
  readonly motion: 'smooth' | 'none'
}

/** Draws the chart of the last minute on a canvas. */
export class Picture {
  readonly #canvas: HTMLCanvasElement
  readonly #drawings = [
    new Silences(),
    new OutcomesBand(),
    new RequestsBand(),
    new LatencyBand(),
    new LocksBand(),
    new TimeAxis(),
  ]
  #drawnAtMs = 0

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas
  }

  /** The layout at the current size of the canvas. */
  get layout(): Layout {
    return layoutOf(this.#canvas.clientWidth, this.#canvas.clientHeight, textScale())
  }

  draw({ motion, ...scene }: Scene): void {
    const { layout } = this
    const context = this.#cleared(layout)
    const nowMs = performance.now()
    const elapsedMs = nowMs - this.#drawnAtMs
    this.#drawnAtMs = nowMs
    const halfLifeMs = motion === 'smooth' ? HALF_LIFE_MS : 0
    const frame = { context, layout, ...scene, motion: { elapsedMs, halfLifeMs } }
    for (const drawing of this.#drawings) drawing.draw(frame)
  }

  #cleared(layout: Layout): CanvasRenderingContext2D {
    const { clientWidth, clientHeight } = this.#canvas
    const width = Math.round(clientWidth * devicePixelRatio)
    const height = Math.round(clientHeight * devicePixelRatio)
    if (this.#canvas.width !== width || this.#canvas.height !== height) {
      this.#canvas.width = width
      this.#canvas.height = height
    }
    const context = this.#canvas.getContext('2d')
    if (!context) throw new Error('This browser has no 2D canvas.')
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0)
    context.clearRect(0, 0, clientWidth, clientHeight)
    context.font = fontOf(layout)
    return context
  }
}
