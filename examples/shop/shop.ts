import { createServer, type IncomingMessage, type Server } from 'node:http'
import { text } from 'node:stream/consumers'

import { HoldfastClient } from '../../client/src/index.ts'
import { bookedPage, checkoutPage, hallPage, noticePage } from './pages.ts'

export interface ShopOptions {
  /** The URL of Holdfast. */
  readonly holdfastUrl: string
  /** The seller's key, which only this server knows, not its pages. */
  readonly sellerKey: string
}

/** A shop: shows the seat map, takes a pretended payment, and confirms the hold with the seller's key. */
export function createShop({ holdfastUrl, sellerKey }: ShopOptions): Server {
  const holdfast = new HoldfastClient({ baseUrl: holdfastUrl, key: sellerKey })

  async function checkout(holdId: string, notice?: string): Promise<string> {
    const hold = await holdfast.getHold({ holdId })
    if (hold.status === 'confirmed') return bookedPage(hold)
    return hold.status === 'active' ? checkoutPage(hold, notice) : noticePage('Your time is up.')
  }

  /** Pays for the version of the hold that the buyer has seen, and books exactly that. */
  async function pay(order: URLSearchParams): Promise<string> {
    const holdId = order.get('hold') ?? ''
    const body = { version: Number(order.get('version')), reference: `order ${holdId.slice(-12)}` }
    // A second press of the button is the same request: it pays and books once.
    const idempotencyKey = `pay-${holdId}-${body.version}`
    // A real shop reserves the money here, and collects it once the hold is confirmed.
    const reply = await holdfast.confirmHold({ holdId }, body, { idempotencyKey })
    if (reply.ok) return checkout(holdId)
    const isChanged = reply.refusal.code === 'hold-changed'
    return checkout(holdId, isChanged ? 'Your seats have changed, please check.' : undefined)
  }

  async function pageFor(request: IncomingMessage): Promise<string> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://shop')
    if (pathname === '/checkout') return checkout(searchParams.get('hold') ?? '')
    if (pathname === '/pay') return pay(new URLSearchParams(await text(request)))
    return hallPage(holdfastUrl)
  }

  return createServer((request, response) => {
    void pageFor(request)
      .catch(() => noticePage('Something went wrong. Please try again.'))
      .then((page) => {
        response.setHeader('Content-Type', 'text/html; charset=utf-8')
        response.setHeader('Cache-Control', 'no-store')
        response.end(page)
      })
  })
}
