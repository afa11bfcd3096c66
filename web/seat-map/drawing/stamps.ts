import { TRAIT_SETS } from '../hall/seat-traits.ts'
import { FREE, LOOKS } from '../live/seat-board.ts'
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

  /**
   * @param kind see `kindOf`
   * @param phaseX the offset to the right of whole pixels, in fractions of `phases`
   */
  of(kind: number, phaseX: number, phaseY: number): Stamp {
    const index = (kind * this.phases + phaseY) * this.phases + phaseX
    return (this.#stamps[index] ??= this.#draw(kind, phaseX, phaseY))
  }

  #draw(kind: number, phaseX: number, phaseY: number): Stamp {
    const { radiusPx, isMarked, theme, colours } = this.#settings
    const isDimmed = kind % 2 === 1
    const free = Math.floor(kind / 2) - LOOKS.length
    const category = Math.max(0, Math.floor(free / TRAIT_SETS))
    this.#context.clearRect(0, 0, this.#size, this.#size)
    this.#context.globalAlpha = isDimmed ? DIMMED_ALPHA : 1
    drawSeat(this.#context, {
      x: this.centrePx + phaseX / this.phases,
      y: this.centrePx + phaseY / this.phases,
      radius: radiusPx,
      look: LOOKS[free + LOOKS.length] ?? 'free',
      category,
      colour: colours[category] ?? theme.ink,
      traits: Math.max(0, free) % TRAIT_SETS,
      theme,
      isMarked,
    })
    const { data } = this.#context.getImageData(0, 0, this.#size, this.#size)
    return { size: this.#size, pixels: new Uint32Array(data.buffer) }
  }
}

/**
 * A number for what a seat looks like, apart from its position. Only free seats have the shape and colour of their
 * category, and signs.
 *
 * @param isDimmed whether the customer has filtered it out
 */
export function kindOf(look: number, category: number, traits: number, isDimmed: boolean): number {
  const number = look === FREE ? LOOKS.length + category * TRAIT_SETS + traits : look
  return number * 2 + (isDimmed ? 1 : 0)
}

function contextOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('This browser has no 2D canvas.')
  return context
}
