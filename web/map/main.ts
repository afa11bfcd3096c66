import { byId, fillTexts, h } from '../dom.ts'
import { defineSeatMap, SeatMapElement } from '../seat-map/seat-map-element.ts'
import { pageClient } from '../seat-map/service.ts'
import { MAP_PAGE } from '../texts.ts'
import { chosenEvent, listedEvents, optionText } from './events.ts'

fillTexts(MAP_PAGE)
defineSeatMap(location.origin)

const form = byId('events', HTMLFormElement)
const select = byId('event', HTMLSelectElement)

function requestedEvent(): string | null {
  return new URLSearchParams(location.search).get('event')
}

const requested = requestedEvent()
const events = await listedEvents(pageClient(location.origin))
const map = new SeatMapElement()
map.event = chosenEvent(events, requested)
byId('seats').append(map)

select.append(...events.map((event) => h('option', { value: event.eventId }, optionText(event))))
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
