import { until } from '../../tools/until.ts'
import { type ReceivedBody, WebhookReceiver } from '../drivers/webhook-receiver.ts'
import type { StoredEntry, StoredEvent } from './checks/stored-state.ts'
import { ADMIN_KEY } from './requests/buyer-context.ts'
import type { Sender } from './sender.ts'

type Change = ReceivedBody['data']

/** A webhook for all events, and the changes of which it was told. */
export class Webhooks {
  readonly #receiver: WebhookReceiver
  /** The changes of each event by their revisions, in the order in which they came first. */
  readonly #changes = new Map<string, Map<number, string>>()

  private constructor(receiver: WebhookReceiver) {
    this.#receiver = receiver
    receiver.answer = (response, { body: { data } }) => {
      this.#note(data)
      receiver.received.length = 0
      response.writeHead(204).end()
    }
  }

  static async register(sender: Sender): Promise<Webhooks> {
    const webhooks = new Webhooks(await WebhookReceiver.start())
    const { outcome } = await sender.send({
      kind: 'register a webhook',
      method: 'POST',
      path: '/api/webhooks',
      body: { url: webhooks.#receiver.url, name: 'Torture' },
      bearer: ADMIN_KEY,
    })
    if (outcome !== 'done') throw new Error('The webhook was not registered')
    return webhooks
  }

  #note(change: Change): void {
    const { eventId, revision } = change
    const ofEvent = this.#changes.get(eventId) ?? new Map<number, string>()
    this.#changes.set(eventId, ofEvent)
    const [former, told] = [ofEvent.get(revision), described(change, change.seats)]
    ofEvent.set(revision, former === undefined || former === told ? told : `${former}, and ${told}`)
  }

  /**
   * Waits until every stored change was delivered.
   * @returns the events whose changes were not all delivered, or not in their order, or are other changes
   */
  async violations(events: readonly StoredEvent[]): Promise<string[]> {
    const wanted = events.map((event) => [event.eventId, changesOf(event)] as const)
    const isComplete = ([eventId, changes]: (typeof wanted)[number]) =>
      [...changes.keys()].every((revision) => this.#changes.get(eventId)?.has(revision))
    // What is missing after the longest wait is reported below.
    await until(() => wanted.every(isComplete)).catch(() => undefined)
    return wanted.flatMap(([eventId, changes]) => {
      const told = [...(this.#changes.get(eventId) ?? [])]
      const stored = [...changes].map((change) => change.join(' '))
      const wrong = stored.findIndex((change, index) => told[index]?.join(' ') !== change)
      if (wrong < 0) return []
      return [`event ${eventId}: ${told[wrong]?.join(' ') ?? 'nothing'} came, not ${stored[wrong]}`]
    })
  }

  stop(): Promise<void> {
    return this.#receiver.stop()
  }
}

function changesOf({ history }: StoredEvent): Map<number, string> {
  const byRevision = Map.groupBy(history, ({ revision }) => revision)
  return new Map(
    [...byRevision].map(([revision, entries]) => [
      revision,
      entries[0] ? described(entries[0], entries) : '',
    ]),
  )
}

type Cause = Pick<StoredEntry, 'action' | 'actor' | 'bookingId' | 'holdId' | 'requestId'>
type ChangedSeat = Pick<StoredEntry, 'seatId' | 'version'>

function described(cause: Cause, seats: readonly ChangedSeat[]): string {
  const { action, actor, requestId, holdId = '', bookingId = '' } = cause
  // A change of the event itself has no seats. Its entry has no seat.
  const changed = seats.flatMap(({ seatId, version }) =>
    seatId === undefined ? [] : `${seatId} ${version ?? ''}`,
  )
  return [action, actor, requestId, holdId, bookingId, ...changed].join(', ')
}
