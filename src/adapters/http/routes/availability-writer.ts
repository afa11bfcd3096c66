import type { AvailabilityView } from '../../../application/event-seats/event-seats.ts'
import type { SeatGroup } from '../../../application/event-seats/taken-seats.ts'

const COMMA = Buffer.from(',')
const END = Buffer.from(']}')

/** Serializes each view once for all requests, and reuses the JSON of its unchanged seat groups. */
export class AvailabilityWriter {
  readonly #written = new WeakMap<AvailabilityView, Buffer>()
  readonly #groups = new WeakMap<SeatGroup, Buffer>()

  write(eventId: string, view: AvailabilityView): Buffer {
    const known = this.#written.get(view)
    if (known) return known
    const { revision, unavailable } = view
    const pieces = unavailable.flatMap((group) => [COMMA, this.#groupBytes(group)]).slice(1)
    const head = `{"eventId":${JSON.stringify(eventId)},"revision":${revision},"seats":[`
    const bytes = Buffer.concat([Buffer.from(head), ...pieces, END])
    this.#written.set(view, bytes)
    return bytes
  }

  #groupBytes(group: SeatGroup): Buffer {
    const known = this.#groups.get(group)
    if (known) return known
    const seats = group.map(
      ({ id, status }) => `{"seatId":${JSON.stringify(id)},"status":"${status}"}`,
    )
    const bytes = Buffer.from(seats.join(','))
    this.#groups.set(group, bytes)
    return bytes
  }
}
