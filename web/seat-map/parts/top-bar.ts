import type { Schemas } from '../../../client/src/index.ts'
import { dateText } from '../../dates.ts'
import { h, setText } from '../../dom.ts'
import type { SeatMapTexts } from '../../texts/index.ts'
import type { Connection } from '../live/seat-follower.ts'

export type Shown = 'map' | 'list'

export interface TopBarOptions {
  readonly texts: SeatMapTexts
  readonly event: Schemas['Event']
  readonly onShow: (shown: Shown) => void
}

/** Shows the event, its available seats and the state of the connection, and switches between map and list. */
export class TopBar {
  readonly element: HTMLElement
  readonly #name = h('h2', {})
  readonly #when = h('p', { className: 'when' })
  readonly #seatCount: number
  readonly #texts: SeatMapTexts
  readonly #free = h('p', { className: 'free' })
  readonly #connection = h('p', { className: 'connection', role: 'status' })
  readonly #buttons: Readonly<Record<Shown, HTMLButtonElement>>

  constructor({ texts, event, onShow }: TopBarOptions) {
    this.#texts = texts
    this.#seatCount = event.seatCount
    const button = (shown: Shown) =>
      h(
        'button',
        {
          type: 'button',
          onclick: () => {
            onShow(shown)
          },
        },
        texts[shown],
      )
    this.#buttons = { map: button('map'), list: button('list') }
    this.event = event
    this.element = h(
      'div',
      { className: 'top' },
      this.#name,
      this.#when,
      h('div', { className: 'status' }, this.#free, this.#connection),
      h(
        'div',
        { className: 'switch', role: 'group', ariaLabel: texts.view },
        this.#buttons.map,
        this.#buttons.list,
      ),
    )
  }

  set event({ name, startsAt, timeZone }: Schemas['EventSummary']) {
    setText(this.#name, name)
    const { locale } = this.#texts
    setText(this.#when, startsAt === undefined ? '' : dateText(startsAt, timeZone, { locale }))
    this.#when.hidden = startsAt === undefined
  }

  /** Whether the number of available seats is shown, which means nothing if they are not sold. */
  set showsFree(showsFree: boolean) {
    this.#free.hidden = !showsFree
  }

  set free(count: number) {
    const text = (number: number) => number.toLocaleString(this.#texts.locale)
    setText(this.#free, this.#texts.availableSeats(text(count), text(this.#seatCount)))
  }

  set connection(connection: Connection | 'offline') {
    this.#connection.dataset['connection'] = connection
    setText(this.#connection, this.#texts.connection[connection])
  }

  set shown(shown: Shown) {
    for (const [name, button] of Object.entries(this.#buttons)) {
      button.ariaPressed = String(name === shown)
    }
  }
}
