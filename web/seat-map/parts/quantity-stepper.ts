import { h } from '../../dom.ts'

export interface QuantityStepperOptions {
  /** What is counted, for screen readers. */
  readonly label: string
  readonly fewer: string
  readonly more: string
  readonly onChange: (quantity: number) => void
}

/** A number with buttons for one less and one more. */
export class QuantityStepper {
  readonly element: HTMLElement
  readonly #options: QuantityStepperOptions
  readonly #input: HTMLInputElement
  readonly #fewer: HTMLButtonElement
  readonly #more: HTMLButtonElement
  #most = 0

  constructor(options: QuantityStepperOptions) {
    this.#options = options
    const { label, fewer, more } = options
    this.#input = h('input', { type: 'number', min: '0', step: '1', ariaLabel: label })
    this.#input.inputMode = 'numeric'
    this.#input.addEventListener('change', () => {
      this.#set(Math.floor(Number(this.#input.value)))
    })
    const button = (text: string, name: string, by: number) =>
      h('button', {
        type: 'button',
        ariaLabel: `${name}: ${label}`,
        textContent: text,
        onclick: () => {
          this.#set(Number(this.#input.value) + by)
        },
      })
    this.#fewer = button('\u2212', fewer, -1)
    this.#more = button('+', more, 1)
    this.element = h(
      'span',
      { className: 'stepper', role: 'group', ariaLabel: label },
      this.#fewer,
      this.#input,
      this.#more,
    )
  }

  update({ quantity, most }: { readonly quantity: number; readonly most: number }): void {
    this.#most = Math.max(most, quantity)
    this.#input.max = String(this.#most)
    // What the customer is typing is not replaced, unless it was refused.
    if (Number(this.#input.value) !== quantity || this.#input.value === '') {
      this.#input.value = String(quantity)
    }
    this.#fewer.ariaDisabled = String(quantity <= 0)
    this.#more.ariaDisabled = String(quantity >= this.#most)
  }

  focus(): void {
    this.#input.focus()
  }

  #set(wanted: number): void {
    const quantity = Math.min(this.#most, Math.max(0, wanted || 0))
    this.#input.value = String(quantity)
    this.#options.onChange(quantity)
  }
}
