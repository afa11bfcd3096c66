import { impatientClient } from '../seat-map/client.ts'
import { defineSeatMap, SeatMapElement } from '../seat-map/seat-map-element.ts'
import { chosenEvent } from './chosen-event.ts'
import { eventsToChoose } from './events-to-choose.ts'

defineSeatMap(location.origin)

const form = document.querySelector<HTMLFormElement>('#events')
const select = document.querySelector<HTMLSelectElement>('#event')
const main = document.querySelector('main')

async function start(): Promise<void> {
  const asked = new URLSearchParams(location.search).get('event')
  const events = await eventsToChoose(impatientClient(location.origin))
  const map = new SeatMapElement()
  map.event = chosenEvent(events, asked)
  main?.append(map)
  if (!form || !select) return

  select.append(...events.map(({ eventId, name }) => new Option(name, eventId)))
  select.value = map.event
  form.hidden = events.length < 2
  select.addEventListener('change', () => {
    history.pushState(null, '', `?${new URLSearchParams({ event: select.value }).toString()}`)
    map.event = select.value
  })
  addEventListener('popstate', () => {
    map.event = chosenEvent(events, new URLSearchParams(location.search).get('event'))
    select.value = map.event
  })
}

await start()
