import { LOOKS } from '../live/seat-board.ts'
import type { Colour } from './colour.ts'
import { drawSeat, OVERHANG } from './draw-seat.ts'
import { phasesFor, type Stamp } from './stamping.ts'
import type { Theme } from './theme.ts'

export interface StampSettings {
  /** The radius of a seat, in device pixels. */
  readonly radiusPx: number
  readonly isMarked: boolean
  readonly theme: Theme
  readonly colours: readonly Colour[]
}

/** All images of a seat of one size. Each is drawn once, when it is first needed. */
export class Stamps {
  readonly phases: number
  /** From the top left corner of a stamp to the centre of its seat, without the phase. */
  readonly centrePx: number
  readonly #size: number
  readonly #settings: StampSettings
  readonly #context: OffscreenCanvasRenderingContext2D
  readonly #stamps: (Stamp | undefined)[] = []

  constructor(settings: StampSettings) {
    this.#settings = settings
    this.phases = phasesFor(settings.radiusPx)
    this.centrePx = Math.ceil(settings.radiusPx * (1 + OVERHANG)) + 1
    this.#size = 2 * this.centrePx + 1
    this.#context = contextOf(new OffscreenCanvas(this.#size, this.#size))
  }

  /** @param phaseX the offset to the right of whole pixels, in fractions of `phases` */
  of(look: number, category: number, phaseX: number, phaseY: number): Stamp {
    // Only free seats have the colour of their category.
    const kind = look === 0 ? LOOKS.length + category : look
    const index = (kind * this.phases + phaseY) * this.phases + phaseX
    return (this.#stamps[index] ??= this.#draw(look, category, phaseX, phaseY))
  }

  #draw(look: number, category: number, phaseX: number, phaseY: number): Stamp {
    const { radiusPx, isMarked, theme, colours } = this.#settings
    this.#context.clearRect(0, 0, this.#size, this.#size)
    drawSeat(this.#context, {
      x: this.centrePx + phaseX / this.phases,
      y: this.centrePx + phaseY / this.phases,
      radius: radiusPx,
      look: LOOKS[look] ?? 'free',
      colour: colours[category] ?? theme.ink,
      theme,
      isMarked,
    })
    const { data } = this.#context.getImageData(0, 0, this.#size, this.#size)
    return { size: this.#size, pixels: new Uint32Array(data.buffer) }
  }
}

function contextOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('This browser has no 2D canvas.')
  return context
}
