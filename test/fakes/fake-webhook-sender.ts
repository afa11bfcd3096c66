import type {
  MessageToSend,
  SendResult,
  WebhookSenderPort,
} from '../../src/application/ports/webhook-sender.port.ts'

type Answer = (sent: MessageToSend) => SendResult | Promise<SendResult>

/** Records messages instead of sending them, and answers as a test says. */
export class FakeWebhookSender implements WebhookSenderPort {
  readonly sent: MessageToSend[] = []
  /** The most messages that were in flight at the same time, by webhook and event. */
  readonly inFlightMax = new Map<string, number>()
  /** The most messages that were in flight at the same time. */
  allInFlightMax = 0
  answer: Answer = () => ({ outcome: 'accepted', status: 204 })
  readonly #inFlight: string[] = []

  async isAllowed(url: string): Promise<boolean> {
    return !url.includes('private')
  }

  async send(message: MessageToSend): Promise<SendResult> {
    this.sent.push(message)
    const key = JSON.stringify([message.webhook.id, message.message.eventId])
    this.#inFlight.push(key)
    const count = this.#inFlight.filter((each) => each === key).length
    this.inFlightMax.set(key, Math.max(count, this.inFlightMax.get(key) ?? 0))
    this.allInFlightMax = Math.max(this.allInFlightMax, this.#inFlight.length)
    // Others run meanwhile, as during a request.
    await new Promise((resolve) => setImmediate(resolve))
    const answer = await this.answer(message)
    this.#inFlight.splice(this.#inFlight.indexOf(key), 1)
    return answer
  }

  /** The revisions that were sent, in order. */
  revisions(eventId = 'gala', webhookId = 'w-1'): number[] {
    return this.sent
      .filter(({ webhook, message }) => webhook.id === webhookId && message.eventId === eventId)
      .map(({ message }) => message.revision)
  }
}
