import { byId, fillTexts, h } from '../dom.ts'
import { applyPageSettings } from '../page-settings.ts'
import { defineSeatMap, SeatMapElement } from '../seat-map/seat-map-element.ts'
import { pageClient } from '../seat-map/service.ts'
import { mapPageTexts } from '../texts/index.ts'
import { chosenEvent, listedEvents, optionText } from './events.ts'

const texts = mapPageTexts(applyPageSettings())
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
  const url = new URL(location.href)
  url.searchParams.set('event', select.value)
  history.pushState(null, '', url)
  map.event = select.value
})
addEventListener('popstate', () => {
  map.event = chosenEvent(events, requestedEvent())
  select.value = map.event
})
