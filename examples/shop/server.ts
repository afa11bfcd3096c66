import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'

import { HoldfastError } from '../../client/src/index.ts'
import { hallPage, noticePage } from './pages.ts'
import { Shop, type ShopOptions } from './shop.ts'

/** The HTTP server of a shop: its pages, and the receiver of its webhook. */
export function createShopServer(options: ShopOptions): Server {
  const shop = new Shop(options)

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://shop')
    const parameter = (name: string) => searchParams.get(name) ?? ''
    switch (pathname) {
      case '/checkout':
        sendPage(response, await shop.checkout(parameter('hold'), parameter('refusal')))
        return
      case '/pay': {
        const form = new URLSearchParams(await text(request))
        response.writeHead(303, { Location: await shop.pay(form.get('order') ?? '') }).end()
        return
      }
      case '/orders':
        sendPage(response, shop.show(parameter('order')))
        return
      case '/webhooks':
        await shop.receive(await text(request), request.headers)
        response.writeHead(204).end()
        return
      default:
        sendPage(response, hallPage(options.holdfastUrl))
    }
  }

  return createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      const isUnknown = error instanceof HoldfastError && error.status === 404
      // Holdfast repeats a message that gets one of these answers.
      response.statusCode = isUnknown ? 404 : 500
      const notice = isUnknown
        ? 'These seats are not held.'
        : 'Something went wrong. Please try again.'
      sendPage(response, noticePage(notice))
    })
  })
}

function sendPage(response: ServerResponse, page: string): void {
  response.setHeader('Content-Type', 'text/html; charset=utf-8')
  response.setHeader('Cache-Control', 'no-store')
  response.end(page)
}
