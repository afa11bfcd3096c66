import { h, setText } from '../dom.ts'
import type { MapPageTexts } from '../texts/index.ts'
import { type EventGroup, eventGroups, type EventPages, found } from './events.ts'

export interface EventChooserOptions {
  readonly texts: MapPageTexts
  readonly pages: EventPages
  readonly urlOf: (eventId: string) => string
  readonly onChoose: (eventId: string) => void
}

/** A dialog with the list of all events, and a search in it. */
export class EventChooser {
  readonly element: HTMLDialogElement
  readonly #options: EventChooserOptions
  readonly #note = h('p', { className: 'note', role: 'alert', hidden: true })
  readonly #query = h('input', { type: 'search', autocomplete: 'off' })
  readonly #count = h('p', { className: 'count', role: 'status' })
  readonly #groups = h('div', { className: 'groups' })
  readonly #more: HTMLButtonElement
  #shownEvent = ''

  constructor(options: EventChooserOptions) {
    this.#options = options
    const { texts } = options
    const title = h('h2', { id: 'events-title' }, texts.chooserTitle)
    const close = h('button', { type: 'button' }, texts.close)
    this.#more = h('button', { type: 'button' }, texts.moreEvents)
    this.element = h(
      'dialog',
      { id: 'events', attributes: { 'aria-labelledby': title.id } },
      h('div', { className: 'head' }, title, close),
      this.#note,
      h('label', {}, texts.searchEvents, this.#query),
      this.#count,
      this.#groups,
      this.#more,
    )
    close.addEventListener('click', () => {
      this.element.close()
    })
    this.#more.addEventListener('click', () => void this.#readMore())
    this.#query.addEventListener('input', () => void this.#search())
  }

  /** @param note why the customer has to choose */
  open({ shownEvent, note = '' }: { readonly shownEvent: string; readonly note?: string }): void {
    this.#shownEvent = shownEvent
    this.#note.hidden = note === ''
    this.#query.value = ''
    this.#show()
    if (!this.element.open) this.element.showModal()
    setText(this.#note, note)
  }

  async #readMore(): Promise<void> {
    await this.#options.pages.readMore()
    this.#show()
  }

  /** Looks in all events, also in those that are not read yet. */
  async #search(): Promise<void> {
    const { pages } = this.#options
    const query = this.#query.value
    this.#show()
    while (query !== '' && query === this.#query.value && pages.hasMore) {
      if (!(await pages.readMore())) return
      this.#show()
    }
  }

  #show(): void {
    const { texts, pages } = this.#options
    const groups = found(eventGroups(pages.events, texts), this.#query.value)
    const count = groups.reduce((total, { options }) => total + options.length, 0)
    setText(this.#count, texts.eventsFound(count))
    this.#groups.replaceChildren(...groups.map((group) => this.#groupElement(group)))
    this.#more.hidden = !pages.hasMore
  }

  #groupElement({ name, options }: EventGroup): HTMLElement {
    const { texts, urlOf, onChoose } = this.#options
    const links = options.map(({ eventId, text }) => {
      const link = h('a', { href: urlOf(eventId) }, text)
      if (eventId === this.#shownEvent) link.ariaCurrent = 'true'
      link.addEventListener('click', (event) => {
        // Other clicks open a tab or a window.
        if (event.ctrlKey || event.metaKey || event.shiftKey) return
        event.preventDefault()
        this.element.close()
        onChoose(eventId)
      })
      return h('li', {}, link)
    })
    return h('section', {}, h('h3', {}, texts.eventGroup[name]), h('ul', {}, ...links))
  }
}
