import { TRAIT_SETS } from '../hall/seat-traits.ts'
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

/** What a seat looks like, apart from its position. */
export interface SeatKind {
  readonly look: number
  readonly category: number
  readonly traits: number
  /** Whether the customer has filtered it out. */
  readonly isDimmed: boolean
}

const DIMMED_ALPHA = 0.22

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
  of(kind: SeatKind, phaseX: number, phaseY: number): Stamp {
    const { look, category, traits, isDimmed } = kind
    // Only free seats have the shape and colour of their category, and signs.
    const number = look === 0 ? LOOKS.length + category * TRAIT_SETS + traits : look
    const dimmed = number * 2 + (isDimmed ? 1 : 0)
    const index = (dimmed * this.phases + phaseY) * this.phases + phaseX
    return (this.#stamps[index] ??= this.#draw(kind, phaseX, phaseY))
  }

  #draw({ look, category, traits, isDimmed }: SeatKind, phaseX: number, phaseY: number): Stamp {
    const { radiusPx, isMarked, theme, colours } = this.#settings
    this.#context.clearRect(0, 0, this.#size, this.#size)
    this.#context.globalAlpha = isDimmed ? DIMMED_ALPHA : 1
    drawSeat(this.#context, {
      x: this.centrePx + phaseX / this.phases,
      y: this.centrePx + phaseY / this.phases,
      radius: radiusPx,
      look: LOOKS[look] ?? 'free',
      category,
      colour: colours[category] ?? theme.ink,
      traits,
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
