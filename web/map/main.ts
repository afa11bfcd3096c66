import { byId, fillTexts } from '../dom.ts'
import { applyPageSettings } from '../page-settings.ts'
import { defineSeatMap, SeatMapElement } from '../seat-map/seat-map-element.ts'
import { isUnknownEvent, pageClient } from '../seat-map/service.ts'
import { mapPageTexts } from '../texts/index.ts'
import { EventChooser } from './event-chooser.ts'
import { chosenEvent, EventPages } from './events.ts'

const texts = mapPageTexts(applyPageSettings())
fillTexts(texts)
defineSeatMap(location.origin)

const client = pageClient(location.origin)
const pages = new EventPages(client)
const button = byId('choose', HTMLButtonElement)
const map = new SeatMapElement()
map.lang = texts.locale

const chooser = new EventChooser({
  texts,
  pages,
  urlOf,
  onChoose: (eventId) => {
    history.pushState(null, '', urlOf(eventId))
    map.event = eventId
  },
})
document.body.append(chooser.element)

button.addEventListener('click', () => {
  chooser.open({ shownEvent: map.event })
})
addEventListener('popstate', () => {
  map.event = chosenEvent(pages.events, requestedEvent())
})
new MutationObserver(() => void explainFailure()).observe(map, { attributeFilter: ['data-state'] })

await showEvent()

function requestedEvent(): string | null {
  return new URLSearchParams(location.search).get('event')
}

function urlOf(eventId: string): string {
  const url = new URL(location.href)
  url.searchParams.set('event', eventId)
  return url.href
}

/** A requested event is shown before the list of events is read. */
async function showEvent(): Promise<void> {
  const requested = requestedEvent()
  const reading = pages.readMore()
  if (requested === null) await reading
  map.event = chosenEvent(pages.events, requested)
  byId('seats').append(map)
  await reading
  button.hidden = pages.events.length < 2
}

/** An event that does not exist is no dead end: the others can be chosen. */
async function explainFailure(): Promise<void> {
  if (map.dataset['state'] !== 'failed') return
  const { event } = map
  if (!(await isUnknown(event)) || event !== map.event) return
  if (!pages.events.length) await pages.readMore()
  button.hidden = false
  chooser.open({ shownEvent: event, note: texts.unknownEvent(event) })
}

async function isUnknown(eventId: string): Promise<boolean> {
  return client.getAvailability(eventId).then(() => false, isUnknownEvent)
}
