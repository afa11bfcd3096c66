import type { HoldfastClient, Schemas } from '../../client/src/index.ts'
import { HoldKeeper, tabStorage } from './buying/kept-hold.ts'
import { Visit } from './buying/visit.ts'
import type { Messages } from './parts/messages.ts'
import type { ShownHall } from './view-parts.ts'

export interface NewVisitOptions {
  readonly shown: ShownHall
  /** The element that dispatches the events. */
  readonly host: HTMLElement
  readonly event: Schemas['Event']
  readonly client: HoldfastClient
  readonly serviceUrl: string
  readonly seatsMax: number
  /** Ends the visit. */
  readonly signal: AbortSignal
  readonly messages: () => Messages
  readonly onChange: () => void
  readonly say: (text: string) => void
}

/** A visit of the customer at this page: its storage, its address and its events. */
export function newVisit({
  shown,
  host,
  event,
  client,
  serviceUrl,
  seatsMax,
  signal,
  messages,
  onChange,
  say,
}: NewVisitOptions): Visit {
  const { eventId } = event
  return new Visit({
    ...shown,
    ...{ client, event, seatsMax, signal, onChange, say },
    keeper: new HoldKeeper(tabStorage(), { serviceUrl, eventId, element: nameOf(host) }),
    // Read for each request, because the shop replaces a token before it expires.
    admission: () => host.getAttribute('admission') ?? undefined,
    isOnline: () => navigator.onLine,
    onEvent: (type, detail) => {
      const cancelable = type === 'checkout'
      const init = { detail, bubbles: true, composed: true, cancelable }
      return !host.dispatchEvent(new CustomEvent(type, init))
    },
    goTo: (url) => {
      location.assign(url)
    },
    tell: (message) => {
      if (message) messages().show(message)
      else messages().clear()
    },
  })
}

/** The name of an element among those of its page, the same after a reload: its id, else its number if it is not the first. */
function nameOf(host: HTMLElement): string {
  if (host.id !== '') return `#${host.id}`
  const all = document.querySelectorAll(host.localName)
  return String(Math.max(0, [...all].indexOf(host)) || '')
}
