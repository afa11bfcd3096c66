import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { text } from 'node:stream/consumers'

import { Webhook } from 'standardwebhooks'

/** The body of a message, as docs/webhooks.md describes it. */
export interface ReceivedBody {
  readonly type: string
  readonly timestamp: string
  readonly data: {
    readonly eventId: string
    readonly revision: number
    readonly action: string
    readonly holdId?: string
    readonly bookingId?: string
    readonly actor: string
    readonly requestId: string
    readonly seats: readonly { readonly seatId: string; readonly version: number }[]
  }
}

export interface Received {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly text: string
  readonly body: ReceivedBody
}

type Answer = (response: ServerResponse, received: Received) => void

/** A receiver of webhooks: an HTTP server that answers as a test says. */
export class WebhookReceiver {
  readonly received: Received[] = []
  answer: Answer = (response) => response.writeHead(204).end()
  connectionCount = 0
  readonly #server: Server
  readonly #sockets = new Set<Socket>()

  private constructor() {
    this.#server = createServer((request, response) => {
      void text(request).then((body) => {
        const { url: path = '', headers } = request
        const received = { path, headers, text: body, body: JSON.parse(body) as ReceivedBody }
        this.received.push(received)
        this.answer(response, received)
      })
    })
    this.#server.on('connection', (socket) => {
      this.connectionCount++
      this.#sockets.add(socket)
      socket.on('close', () => this.#sockets.delete(socket))
    })
  }

  static async start(): Promise<WebhookReceiver> {
    const receiver = new WebhookReceiver()
    await new Promise<void>((resolve) => receiver.#server.listen(0, '127.0.0.1', resolve))
    return receiver
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/webhooks`
  }

  /** Closes all connections, as a receiver that restarts does. */
  disconnectAll(): void {
    for (const socket of this.#sockets) socket.destroy()
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve))
    this.disconnectAll()
    await closed
  }
}

/** The message, if its signature is valid. Throws otherwise. */
export function verified(secret: string, { text: body, headers }: Received): ReceivedBody {
  return new Webhook(secret).verify(body, headers as Record<string, string>) as ReceivedBody
}
