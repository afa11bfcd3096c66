import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { buffer } from 'node:stream/consumers'

import type { FuzzRequest } from './fuzz-requests.ts'

/** Statuses whose answers have no body. */
const BODILESS = [204, 304]

/**
 * Sends a request as it stands, on a connection of its own.
 * @returns the answer, with what came first where it is a stream; nothing where the connection was closed without one
 * @throws {Error} when there is neither within this time
 */
export async function send(
  port: number,
  { method, path, headers, body, framing }: FuzzRequest,
  timeoutMs: number,
): Promise<Response | undefined> {
  const bytes = body === undefined ? undefined : Buffer.from(body)
  const length =
    framing === 'chunked' ? [] : [['Content-Length', `${lengthOf(bytes, framing)}`] as const]
  const req = request({
    port,
    host: '127.0.0.1',
    method,
    path,
    agent: false,
    headers: [['Host', 'x'], ['Connection', 'close'], ...headers, ...length].flat(),
    signal: AbortSignal.timeout(timeoutMs),
  })
  const answered = once(req, 'response') as Promise<[IncomingMessage]>
  if (framing === 'cut') {
    req.write(bytes ?? '', () => req.socket?.end())
  } else {
    req.end(bytes)
  }
  try {
    const [res] = await answered
    return await responseOf(res)
  } catch (error) {
    if (isReset(error)) return undefined
    throw error
  }
}

/** One more byte than there is, of a body that is cut off. */
function lengthOf(bytes: Buffer | undefined, framing: FuzzRequest['framing']): number {
  return (bytes?.length ?? 0) + (framing === 'cut' ? 1 : 0)
}

async function responseOf(res: IncomingMessage): Promise<Response> {
  const { statusCode: status = 0, headersDistinct } = res
  const headers = Object.entries(headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  )
  const body = await bodyOf(res)
  return new Response(BODILESS.includes(status) ? null : new Uint8Array(body), { status, headers })
}

async function bodyOf(res: IncomingMessage): Promise<Buffer> {
  if (!res.headers['content-type']?.startsWith('text/event-stream')) return buffer(res)
  const [first] = (await once(res, 'data')) as [Buffer]
  res.destroy()
  return first
}

function isReset(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException
  return code === 'ECONNRESET' || code === 'EPIPE'
}
