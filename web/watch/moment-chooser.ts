import { byId } from './dom.ts'
import { ago } from './format.ts'
import { type Layout, momentAt } from './picture/layout.ts'

/** Lets somebody look at a moment of the past: where the pointer is in the picture, or by the slider below it. */
export class MomentChooser {
  readonly #slider = byId('moment', HTMLInputElement)
  readonly #onChange: () => void
  #pointedMs: number | undefined

  constructor(
    canvas: HTMLCanvasElement,
    { layout, onChange }: { readonly layout: () => Layout; readonly onChange: () => void },
  ) {
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
      this.#slider.ariaValueText = this.inWords
    })
    this.#slider.ariaValueText = this.inWords
  }

  /** How long ago the moment is; nothing, while it is the present. */
  get agoMs(): number | undefined {
    if (this.#pointedMs !== undefined) return this.#pointedMs
    const agoMs = -this.#slider.valueAsNumber * 1_000
    return agoMs > 0 ? agoMs : undefined
  }

  get inWords(): string {
    return this.agoMs === undefined ? 'Now' : ago(this.agoMs)
  }

  #pointAt(agoMs: number | undefined): void {
    this.#pointedMs = agoMs
    this.#onChange()
  }
}
