import { h, setText } from '../../dom.ts'
import type { SeatMapTexts } from '../../texts/index.ts'
import type { Message } from '../buying/visit-events.ts'

/** Shows the latest message, and announces it to screen readers. */
export class Messages {
  readonly element: HTMLElement
  readonly #text: Readonly<Record<Message['tone'], HTMLElement>> = {
    good: h('p', { role: 'status' }),
    bad: h('p', { role: 'alert' }),
  }
  readonly #action = h('button', { type: 'button', className: 'plain', hidden: true })
  readonly #close = h('button', {
    type: 'button',
    className: 'close',
    textContent: '\u00d7',
  })

  #isTransient = false

  constructor(texts: SeatMapTexts) {
    this.#close.ariaLabel = texts.message.close
    const { good, bad } = this.#text
    this.element = h('div', { className: 'message' }, good, bad, this.#action, this.#close)
    this.#close.addEventListener('click', () => {
      this.clear()
    })
    this.clear()
  }

  show({ text, tone, action, isTransient = false }: Message): void {
    this.#isTransient = isTransient
    setText(this.#text.good, tone === 'good' ? text : '')
    setText(this.#text.bad, tone === 'bad' ? text : '')
    this.element.dataset['tone'] = tone
    this.#action.hidden = !action
    this.#action.textContent = action?.label ?? ''
    this.#action.onclick = action ? action.act : null
    this.#close.hidden = false
  }

  /** Removes a message about a failure that is over. */
  recover(): void {
    if (this.#isTransient) this.clear()
  }

  clear(): void {
    this.#isTransient = false
    setText(this.#text.good, '')
    setText(this.#text.bad, '')
    delete this.element.dataset['tone']
    this.#action.hidden = true
    this.#close.hidden = true
  }
}
