import type { ClientRequest, RequestOptions } from 'node:http'
import https from 'node:https'

import type {
  MessageToSend,
  SendResult,
  WebhookSenderPort,
} from '../../application/ports/webhook-sender.port.ts'
import {
  guardedLookup,
  literalAddress,
  publicAddresses,
  type Resolve,
  resolveByDns,
} from './guarded-lookup.ts'
import { type SignedMessage, signMessage } from './signed-message.ts'

// Not imported, because Node would then load a second HTTP client: see ADR 64.
const http = process.getBuiltinModule('node:http')

export interface HttpWebhookSenderOptions {
  /** Whether messages may be sent to private addresses. */
  readonly allowsPrivateAddresses: boolean
  /** The timeout of an attempt, including the connection. */
  readonly timeoutMs: number
  readonly resolve?: Resolve | undefined
}

/** The most bytes of a response that are read, so that its connection can be used again. */
const RESPONSE_BYTES_MAX = 65_536

/** Less than most servers keep idle connections open. */
const IDLE_CONNECTION_MS = 4_000

const ERROR_LENGTH_MAX = 200

/** Sends messages by HTTP. Redirects are not followed. */
export class HttpWebhookSender implements WebhookSenderPort {
  readonly #options: HttpWebhookSenderOptions
  readonly #resolve: Resolve
  readonly #agents = {
    'http:': new http.Agent({ keepAlive: true, timeout: IDLE_CONNECTION_MS }),
    'https:': new https.Agent({ keepAlive: true, timeout: IDLE_CONNECTION_MS }),
  }

  constructor(options: HttpWebhookSenderOptions) {
    this.#options = options
    this.#resolve = options.resolve ?? resolveByDns
  }

  async isAllowed(text: string): Promise<boolean> {
    const url = URL.parse(text)
    if (!url || !(url.protocol in this.#agents) || url.username || url.password) return false
    if (this.#options.allowsPrivateAddresses) return true
    return publicAddresses(url.hostname, this.#resolve).then(
      (addresses) => addresses.length > 0,
      () => false,
    )
  }

  async send(message: MessageToSend): Promise<SendResult> {
    const { timeoutMs } = this.#options
    const timeout = AbortSignal.timeout(timeoutMs)
    const signal = message.signal ? AbortSignal.any([timeout, message.signal]) : timeout
    try {
      return resultOf(await this.#post(new URL(message.webhook.url), signMessage(message), signal))
    } catch (thrown) {
      if (timeout.aborted) return { outcome: 'failed', error: `no response in ${timeoutMs} ms` }
      if (signal.aborted) return { outcome: 'failed', error: 'aborted: this instance is stopping' }
      return { outcome: 'failed', error: (thrown as Error).message.slice(0, ERROR_LENGTH_MAX) }
    }
  }

  /** Closes idle connections. */
  close(): void {
    for (const agent of Object.values(this.#agents)) agent.destroy()
  }

  /** @returns the status of the response */
  async #post(url: URL, { headers, body }: SignedMessage, signal: AbortSignal): Promise<number> {
    const options: RequestOptions = { method: 'POST', headers, signal }
    if (!this.#options.allowsPrivateAddresses) {
      // For a host that is an address, Node makes no lookup.
      if (literalAddress(url.hostname)) await publicAddresses(url.hostname, this.#resolve)
      options.lookup = guardedLookup(this.#resolve)
    }
    const isSecure = url.protocol === 'https:'
    for (;;) {
      const request = isSecure
        ? https.request(url, { ...options, agent: this.#agents['https:'] })
        : http.request(url, { ...options, agent: this.#agents['http:'] })
      request.end(body)
      const status = await statusOf(request)
      if (status !== 'stale connection') return status
    }
  }
}

function resultOf(status: number): SendResult {
  if (status >= 200 && status < 300) return { outcome: 'accepted', status }
  return { outcome: status === 410 ? 'gone' : 'failed', status }
}

/**
 * Waits for the status of the response. Its body is read up to a limit and ignored.
 * @returns `stale connection` if the receiver closed the idle connection that was used again
 */
function statusOf(request: ClientRequest): Promise<number | 'stale connection'> {
  return new Promise((resolve, reject) => {
    request.on('error', (error: NodeJS.ErrnoException) => {
      if (request.reusedSocket && error.code === 'ECONNRESET') resolve('stale connection')
      else reject(error)
    })
    // Without a response or an error if the receiver switches to another protocol (101).
    request.on('close', () => {
      reject(new Error('the connection was closed without a response'))
    })
    request.on('response', (response) => {
      let bytes = 0
      response.on('error', () => {
        // The status is known already.
      })
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length
        if (bytes > RESPONSE_BYTES_MAX) response.destroy()
      })
      resolve(response.statusCode ?? 0)
    })
  })
}
