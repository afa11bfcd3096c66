import type { Schemas } from '../../../client/src/index.ts'
import type { Connection } from '../live/seat-follower.ts'
import { h, setText } from './dom.ts'

export type Shown = 'map' | 'list'

export interface TopBarOptions {
  readonly event: Schemas['Event']
  readonly onShow: (shown: Shown) => void
}

const CONNECTION_WORDS: Readonly<Record<Connection, string>> = {
  connecting: 'Connecting',
  live: 'Live',
  reconnecting: 'Connection lost, trying again',
}

/** What event it is, how many seats are left, whether that is up to date, and how it is to be shown. */
export class TopBar {
  readonly element: HTMLElement
  readonly #seatCount: number
  readonly #free = h('p', { className: 'free' })
  readonly #connection = h('p', { className: 'connection', role: 'status' })
  readonly #buttons: Readonly<Record<Shown, HTMLButtonElement>>

  constructor({ event, onShow }: TopBarOptions) {
    this.#seatCount = event.seatCount
    const button = (shown: Shown, text: string) =>
      h(
        'button',
        {
          type: 'button',
          onclick: () => {
            onShow(shown)
          },
        },
        text,
      )
    this.#buttons = { map: button('map', 'Map'), list: button('list', 'List') }
    const { startsAt } = event
    this.element = h(
      'div',
      { className: 'top' },
      h('h2', {}, event.name),
      startsAt === undefined ? undefined : h('p', { className: 'when' }, timeText(startsAt)),
      this.#free,
      this.#connection,
      h(
        'div',
        { className: 'switch', role: 'group', ariaLabel: 'Show the hall as' },
        this.#buttons.map,
        this.#buttons.list,
      ),
    )
  }

  set free(count: number) {
    setText(
      this.#free,
      `${count.toLocaleString('en')} of ${this.#seatCount.toLocaleString('en')} seats free`,
    )
  }

  set connection(connection: Connection) {
    this.#connection.dataset['connection'] = connection
    setText(this.#connection, CONNECTION_WORDS[connection])
  }

  set shown(shown: Shown) {
    for (const [name, button] of Object.entries(this.#buttons)) {
      button.ariaPressed = String(name === shown)
    }
  }
}

function timeText(startsAt: string): string {
  return new Date(startsAt).toLocaleString(undefined, { dateStyle: 'full', timeStyle: 'short' })
}
