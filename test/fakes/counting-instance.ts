import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Stands in for an instance of the service behind the balancer, and counts the bookings that reach it. */
export class CountingInstance {
  readonly port: number
  bookings = 0
  ready = true
  /** Answers a booking after it is counted. */
  onBooking: RequestListener = (_req, res) => res.end()
  #server: Server

  private constructor(server: Server) {
    this.#server = server
    this.port = (server.address() as AddressInfo).port
    server.on('request', this.#answer)
  }

  static async start(): Promise<CountingInstance> {
    return new CountingInstance(await listen(0))
  }

  /** Stops listening. */
  async stop(): Promise<void> {
    if (!this.#server.listening) return
    const closed = once(this.#server, 'close')
    this.#server.close()
    this.#server.closeAllConnections()
    await closed
  }

  async startAgain(): Promise<void> {
    this.#server = await listen(this.port)
    this.#server.on('request', this.#answer)
  }

  readonly #answer: RequestListener = (req, res) => {
    if (req.method === 'POST') {
      this.bookings++
      this.onBooking(req, res)
    } else {
      res.writeHead(this.ready ? 200 : 503).end()
    }
  }
}

async function listen(port: number): Promise<Server> {
  const server = createServer().listen(port, '127.0.0.1')
  await once(server, 'listening')
  return server
}
