import { h, setText } from '../../dom.ts'
import type { SeatMapTexts } from '../../texts/index.ts'

/** Shows the code of a hold, which the box office types in to sell the seats, or that of a booking. */
export class HoldCode {
  readonly element: HTMLElement
  readonly #code = h('strong', { className: 'code-text' })
  readonly #copy = h('button', { type: 'button' })
  readonly #texts: SeatMapTexts['code']

  constructor({ code }: SeatMapTexts, hint: string) {
    this.#texts = code
    this.#copy.addEventListener('click', () => void this.#copyCode())
    this.element = h(
      'div',
      { className: 'code', hidden: true },
      h('p', {}, hint),
      this.#code,
      this.#copy,
    )
  }

  show(code: string | undefined): void {
    this.element.hidden = code === undefined
    if (code === this.#code.textContent) return
    setText(this.#code, code ?? '')
    setText(this.#copy, this.#texts.copy)
  }

  async #copyCode(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.#code.textContent)
      setText(this.#copy, this.#texts.copied)
    } catch {
      // The browser forbids it, or the page was not loaded over TLS.
      getSelection()?.selectAllChildren(this.#code)
    }
  }
}
