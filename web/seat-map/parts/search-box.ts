import { h, setText } from '../../dom.ts'
import type { SeatMapTexts } from '../../texts/index.ts'
import type { Found } from '../hall/search.ts'

export interface SearchBoxOptions {
  readonly texts: SeatMapTexts
  readonly find: (query: string) => readonly Found[]
  /** The printed name of a result. */
  readonly nameOf: (found: Found) => string
  /** How many seats or places are available there. */
  readonly noteOf: (found: Found) => string
  readonly onGo: (found: Found) => void
}

/** Finds a zone, row or seat by its name, with a list of suggestions (the combobox pattern of ARIA). */
export class SearchBox {
  readonly element: HTMLElement
  readonly #options: SearchBoxOptions
  readonly #input: HTMLInputElement
  readonly #list: HTMLElement
  readonly #status = h('p', { className: 'unseen', role: 'status' })
  #found: readonly Found[] = []
  #active = 0

  constructor(options: SearchBoxOptions) {
    this.#options = options
    const { label, placeholder } = options.texts.search
    this.#list = h('ul', { id: 'found', role: 'listbox', ariaLabel: label, hidden: true })
    this.#input = h('input', {
      ...{ type: 'search', role: 'combobox', placeholder, ariaLabel: label, autocomplete: 'off' },
      ariaExpanded: 'false',
      ariaAutoComplete: 'list',
      attributes: { 'aria-controls': 'found', enterkeyhint: 'go' },
      spellcheck: false,
    })
    this.element = h('div', { className: 'search' }, this.#input, this.#list, this.#status)
    this.#listen()
  }

  #listen(): void {
    this.#input.addEventListener('input', () => {
      this.#search()
    })
    this.#input.addEventListener('focus', () => {
      if (this.#input.value !== '') this.#search()
    })
    this.#input.addEventListener('blur', () => {
      this.#close()
    })
    this.#input.addEventListener('keydown', (event) => {
      if (event.isComposing || !this.#onKey(event.key)) return
      event.preventDefault()
      event.stopPropagation()
    })
    // The input keeps the focus while a result is pressed.
    this.#list.addEventListener('pointerdown', (event) => {
      event.preventDefault()
    })
  }

  /** @returns whether the search uses this key */
  #onKey(key: string): boolean {
    const isOpen = !this.#list.hidden
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      if (isOpen) this.#activate(this.#active + (key === 'ArrowDown' ? 1 : -1))
      else this.#search()
    } else if (key === 'Enter') {
      if (!isOpen) this.#search()
      this.#go(this.#active)
    } else if (key === 'Escape' && isOpen) this.#close()
    else return false
    return true
  }

  #search(): void {
    const { texts, find, nameOf, noteOf } = this.#options
    const query = this.#input.value.trim()
    this.#found = query === '' ? [] : find(query)
    const items = this.#found.map((found, index) =>
      h(
        'li',
        {
          id: `found-${index}`,
          role: 'option',
          onclick: () => {
            this.#go(index)
          },
        },
        h('span', {}, nameOf(found)),
        h('span', { className: 'count' }, noteOf(found)),
      ),
    )
    const isMissing = query !== '' && items.length === 0
    const none = h('li', { className: 'none', role: 'option', ariaDisabled: 'true' })
    none.append(texts.search.none)
    this.#list.replaceChildren(...(isMissing ? [none] : items))
    this.#list.hidden = query === ''
    this.#input.ariaExpanded = String(!this.#list.hidden)
    setText(this.#status, query === '' ? '' : texts.search.found(items.length))
    this.#activate(0)
  }

  #activate(index: number): void {
    const count = this.#found.length
    this.#active = count === 0 ? 0 : (index + count) % count
    for (const [at, item] of Array.from(this.#list.children).entries()) {
      item.ariaSelected = String(count > 0 && at === this.#active)
    }
    const active = count === 0 ? '' : `found-${this.#active}`
    this.#input.setAttribute('aria-activedescendant', active)
    this.#list.children[this.#active]?.scrollIntoView({ block: 'nearest' })
  }

  #go(index: number): void {
    const found = this.#found[index]
    if (!found) return
    this.#input.value = this.#options.nameOf(found)
    this.#close()
    setText(this.#status, this.#options.texts.search.shown(this.#options.nameOf(found)))
    this.#options.onGo(found)
  }

  #close(): void {
    this.#list.hidden = true
    this.#input.ariaExpanded = 'false'
    this.#input.removeAttribute('aria-activedescendant')
  }
}
