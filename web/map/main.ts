import { byId, fillTexts, h } from '../dom.ts'
import { pageLocale } from '../page-locale.ts'
import { defineSeatMap, SeatMapElement } from '../seat-map/seat-map-element.ts'
import { pageClient } from '../seat-map/service.ts'
import { mapPageTexts } from '../texts/index.ts'
import { chosenEvent, listedEvents, optionText } from './events.ts'

const texts = mapPageTexts(pageLocale())
fillTexts(texts)
defineSeatMap(location.origin)

const form = byId('events', HTMLFormElement)
const select = byId('event', HTMLSelectElement)

function requestedEvent(): string | null {
  return new URLSearchParams(location.search).get('event')
}

const requested = requestedEvent()
const events = await listedEvents(pageClient(location.origin))
const map = new SeatMapElement()
map.lang = texts.locale
map.event = chosenEvent(events, requested)
byId('seats').append(map)

select.append(
  ...events.map((event) => h('option', { value: event.eventId }, optionText(event, texts))),
)
select.value = map.event
form.hidden = events.length < 2
select.addEventListener('change', () => {
  history.pushState(null, '', `?${new URLSearchParams({ event: select.value }).toString()}`)
  map.event = select.value
})
addEventListener('popstate', () => {
  map.event = chosenEvent(events, requestedEvent())
  select.value = map.event
})
