import { randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

import { Webhook } from 'standardwebhooks'

import { HoldfastClient } from '../../client/src/index.ts'
import { checkoutPage, noticePage, type Order, orderPage } from './pages.ts'

export interface ShopOptions {
  /** The URL of Holdfast. */
  readonly holdfastUrl: string
  /** An access key with the role `seller`. Only the server of the shop knows it, not its pages. */
  readonly sellerKey: string
  /** The secret of the webhook for `booking.created` and `booking.cancelled`. */
  readonly webhookSecret: string
}

/** The orders of a shop. A payment is only pretended. */
export class Shop {
  readonly #holdfast: HoldfastClient
  readonly #webhook: Webhook
  // A real shop has a database.
  readonly #orders = new Map<string, Order>()

  constructor({ holdfastUrl, sellerKey, webhookSecret }: ShopOptions) {
    this.#holdfast = new HoldfastClient({ baseUrl: holdfastUrl, key: sellerKey })
    this.#webhook = new Webhook(webhookSecret)
  }

  /**
   * Creates an order for the seats that the hold has now, and shows it.
   * @param refusal the code of the refusal if the payment for an earlier order was refused, else empty
   */
  async checkout(holdId: string, refusal: string): Promise<string> {
    const hold = await this.#holdfast.getHold({ holdId })
    if (hold.status === 'confirmed') return noticePage('These seats are booked already.')
    if (hold.status !== 'active') return noticePage('Your seats are no longer held.')
    if (refusal === 'not-on-sale') return noticePage('The event is no longer on sale.')
    const order: Order = { id: randomUUID(), hold, status: 'new' }
    this.#orders.set(order.id, order)
    return checkoutPage(order, noticeOf(refusal))
  }

  /**
   * Pays for the seats of the order, and books exactly those.
   * @returns the path of the page to show
   */
  async pay(orderId: string): Promise<string> {
    const order = this.#orders.get(orderId)
    if (!order) return '/'
    const { holdId, version } = order.hold
    // A real shop reserves the money here, and collects it once the hold is confirmed.
    const body = { version, reference: orderId }
    // A second press of the button is the same request: it pays and books once.
    const reply = await this.#holdfast.confirmHold({ holdId }, body, { idempotencyKey: orderId })
    if (!reply.ok) {
      // This order has booked nothing. A real shop releases the money here.
      const { code } = reply.refusal
      return `/checkout?${new URLSearchParams({ hold: holdId, refusal: code }).toString()}`
    }
    // The message of the webhook may have arrived before the answer.
    if (order.status === 'new') order.status = 'paid'
    return `/orders?order=${orderId}`
  }

  show(orderId: string): string {
    const order = this.#orders.get(orderId)
    const isPaid = order !== undefined && order.status !== 'new'
    return isPaid ? orderPage(order) : noticePage('There is no such order.')
  }

  /**
   * Receives a message of the webhook, and reads the booking that it names.
   * @throws {WebhookVerificationError} if Holdfast has not signed it
   */
  async receive(message: string, headers: IncomingHttpHeaders): Promise<void> {
    const verified = this.#webhook.verify(message, headers as Record<string, string>)
    const { bookingId } = (verified as { data: { bookingId: string } }).data
    const { reference = '', status } = await this.#holdfast.getBooking(bookingId)
    const order = this.#orders.get(reference)
    if (order) order.status = status
  }
}

function noticeOf(refusal: string): string {
  if (refusal === '') return ''
  if (refusal === 'hold-changed') return 'Your seats have changed, please check.'
  return 'Your seats could not be booked. Please try again.'
}
