import { once } from 'node:events'
import {
  createServer,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

interface ScriptedRequest {
  readonly method: string
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** Handles one request. */
export type Step = (res: ServerResponse, request: ScriptedRequest) => Promise<void> | void

/** Handles each request by the next step of a script; the last step repeats. */
export class ScriptedServer {
  /** Every request so far. */
  readonly requests: ScriptedRequest[] = []
  readonly #server: Server

  private constructor(steps: readonly Step[]) {
    this.#server = createServer((req, res) => {
      void text(req).then(async (body) => {
        const { method = '', url = '', headers } = req
        const request = { method, url, headers, body }
        const step = steps[Math.min(this.requests.length, steps.length - 1)]
        this.requests.push(request)
        await step?.(res, request)
      })
    })
  }

  static async start(...steps: readonly Step[]): Promise<ScriptedServer> {
    const server = new ScriptedServer(steps)
    server.#server.listen(0, '127.0.0.1')
    await once(server.#server, 'listening')
    return server
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** The idempotency key of each request. */
  get keys(): unknown[] {
    return this.requests.map(({ headers }) => headers['idempotency-key'])
  }

  async stop(): Promise<void> {
    const closed = once(this.#server, 'close')
    this.#server.close()
    this.#server.closeAllConnections()
    await closed
  }
}

/** Responds, with JSON if there is a body. */
export function answer(status: number, body?: object, headers: OutgoingHttpHeaders = {}): Step {
  return (res) => {
    const type = body && { 'Content-Type': 'application/json' }
    res.writeHead(status, { ...type, ...headers }).end(body && JSON.stringify(body))
  }
}

/** Resets the connection. */
export const reset: Step = (res) => {
  res.socket?.resetAndDestroy()
}

/** Never responds. */
export const silence: Step = () => undefined

/** Forwards the request to another server. */
export function passOn(url: string): Step {
  return async (res, request) => {
    const { status, contentType, body } = await ask(url, request)
    res.writeHead(status, contentType === null ? {} : { 'Content-Type': contentType }).end(body)
  }
}

/** Forwards the request to another server, and resets the connection in the middle of the response. */
export function passOnAndReset(url: string): Step {
  return async (res, request) => {
    const { status, body } = await ask(url, request)
    res.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': body.length + 1 })
    res.write(body.slice(0, body.length / 2), () => {
      res.socket?.resetAndDestroy()
    })
  }
}

async function ask(url: string, request: ScriptedRequest) {
  const { method, headers, body } = request
  const response = await fetch(url + request.url, {
    method,
    headers: [
      ['Content-Type', headers['content-type'] ?? ''],
      ['Authorization', headers.authorization ?? ''],
      ['Idempotency-Key', headers['idempotency-key'] as string],
    ].filter(([, value]) => value) as [string, string][],
    body: body || null,
  })
  const contentType = response.headers.get('Content-Type')
  return { status: response.status, contentType, body: await response.text() }
}
