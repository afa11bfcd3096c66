import { byId } from '../dom.ts'
import type { WatchTexts } from './format.ts'
import { type Layout, momentAt } from './picture/layout.ts'

export interface MomentChooserOptions {
  readonly texts: WatchTexts
  readonly layout: () => Layout
  readonly onChange: () => void
}

/** Selects a moment of the past: under the pointer in the chart, or with the slider below it. */
export class MomentChooser {
  readonly #slider = byId('moment', HTMLInputElement)
  readonly #onChange: () => void
  readonly #texts: WatchTexts
  #pointedMs: number | undefined

  constructor(canvas: HTMLCanvasElement, { texts, layout, onChange }: MomentChooserOptions) {
    this.#texts = texts
    this.#onChange = onChange
    for (const type of ['pointermove', 'pointerdown'] as const) {
      canvas.addEventListener(type, ({ offsetX }) => {
        this.#pointAt(momentAt(layout(), offsetX))
      })
    }
    for (const type of ['pointerleave', 'pointercancel'] as const) {
      canvas.addEventListener(type, () => {
        this.#pointAt(undefined)
      })
    }
    this.#slider.addEventListener('input', onChange)
    this.#slider.addEventListener('input', () => {
      this.#slider.ariaValueText = this.text
    })
    this.#slider.ariaValueText = this.text
  }

  /** How long ago the moment is; undefined for the present. */
  get agoMs(): number | undefined {
    if (this.#pointedMs !== undefined) return this.#pointedMs
    const agoMs = -this.#slider.valueAsNumber * 1_000
    return agoMs > 0 ? agoMs : undefined
  }

  /** "1.5 seconds ago" */
  get text(): string {
    return this.#texts.moment(this.agoMs)
  }

  #pointAt(agoMs: number | undefined): void {
    this.#pointedMs = agoMs
    this.#onChange()
  }
}
