import { once } from 'node:events'
import { Agent, type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'

/** A client waits this long for an answer. */
export const ANSWER_MS_MAX = 10_000

export interface RequestToSend {
  readonly method: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | undefined
}

export interface Exchanged {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly text: string
}

const agent = new Agent({ keepAlive: true })

/**
 * Sends a request on a connection that all callers share. Not with `fetch`: in Node 24.21 it throws from an event handler
 * if a server closes a connection whose answer is being read (nodejs/undici#5360).
 *
 * @returns the complete answer; `not sent` if the connection was refused; `unknown` if the answer was lost
 */
export async function exchange(
  url: string,
  { method, headers = {}, body = '' }: RequestToSend,
): Promise<Exchanged | 'not sent' | 'unknown'> {
  const length = method === 'GET' ? {} : { 'Content-Length': `${Buffer.byteLength(body)}` }
  const signal = AbortSignal.timeout(ANSWER_MS_MAX)
  const sending = request(url, { method, headers: { ...headers, ...length }, agent, signal })
  try {
    sending.end(body)
    const [response] = (await once(sending, 'response')) as [IncomingMessage]
    sending.on('error', () => undefined)
    const { statusCode: status = 0, headers: answered } = response
    return { status, headers: answered, text: await text(response) }
  } catch (error) {
    return (error as { code?: string }).code === 'ECONNREFUSED' ? 'not sent' : 'unknown'
  }
}
