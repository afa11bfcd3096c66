import { until } from '../../tools/until.ts'
import { WebhookReceiver } from '../drivers/webhook-receiver.ts'
import type { StoredEvent } from './checks/stored-state.ts'
import { ADMIN_KEY } from './requests/buyer-context.ts'
import type { Sender } from './sender.ts'

/** A webhook for all events, and the revisions of which it was told. */
export class Webhooks {
  readonly #receiver: WebhookReceiver
  /** The revisions of each event, in the order in which they came first. */
  readonly #revisions = new Map<string, Set<number>>()

  private constructor(receiver: WebhookReceiver) {
    this.#receiver = receiver
    receiver.answer = (response, { body: { data } }) => {
      const known = this.#revisions.get(data.eventId)
      if (known) known.add(data.revision)
      else this.#revisions.set(data.eventId, new Set([data.revision]))
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

  /**
   * Waits until every stored change was delivered.
   * @returns the events whose changes were not all delivered, or not in their order
   */
  async violations(events: readonly StoredEvent[]): Promise<string[]> {
    const wanted = events.map((event) => [event.eventId, revisionsOf(event)] as const)
    const isComplete = ([eventId, revisions]: (typeof wanted)[number]) =>
      revisions.every((revision) => this.#revisions.get(eventId)?.has(revision))
    // What is missing after the longest wait is reported below.
    await until(() => wanted.every(isComplete)).catch(() => undefined)
    return wanted.flatMap(([eventId, revisions]) => {
      const told = [...(this.#revisions.get(eventId) ?? [])]
      const wrong = revisions.findIndex((revision, index) => told[index] !== revision)
      if (wrong < 0) return []
      return [
        `event ${eventId}: revision ${told[wrong] ?? 'nothing'} came, not ${revisions[wrong]}`,
      ]
    })
  }

  stop(): Promise<void> {
    return this.#receiver.stop()
  }
}

function revisionsOf({ history }: StoredEvent): number[] {
  return [...new Set(history.map(({ revision }) => revision))]
}
