import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { MIMEType, promisify } from 'node:util'
import { brotliDecompress, constants, gunzip, inflate, zstdDecompress } from 'node:zlib'

import type { Locals, RequestHandler, Response } from 'express'

import { type AnswerError, HttpProblem } from '../answers/http-problem.ts'
import { jsonObjectIn } from './json-text.ts'

export interface JsonBodyOptions {
  readonly bytesMax: number
  /** Whether to pass the bytes to the handler unparsed. */
  readonly unparsed?: boolean | undefined
  /** Sends the error of a body that cannot be read. */
  readonly answerError: AnswerError
}

const UNSUPPORTED_TYPE = new HttpProblem(
  'unsupported-media-type',
  'The body must be application/json in UTF-8.',
)
const UNSUPPORTED_ENCODING = new HttpProblem(
  'unsupported-media-type',
  'The body has a content encoding that is not supported.',
)
const TOO_LARGE = new HttpProblem('body-too-large', 'The body is too large.')
/** Never sent, because the connection is closed by then. Ends the processing of the request. */
const ENDED_EARLY = new HttpProblem('malformed-http', 'The body ended early.')
const UNREADABLE = new HttpProblem('invalid-request', 'The body cannot be read.')

const decompressZstd = promisify(zstdDecompress)

/**
 * The window of a zstd body is limited to 8 MiB, as RFC 8878 recommends (section 3.1.1.1.2). By default a body of a few
 * bytes can reserve 128 MiB. The other encodings take 16 MiB at most.
 */
const DECODERS = {
  gzip: promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
  zstd: (bytes: Buffer, limit: { readonly maxOutputLength: number }) =>
    decompressZstd(bytes, { ...limit, params: { [constants.ZSTD_d_windowLogMax]: 23 } }),
}
const IDENTITY = 'identity'

/**
 * Reads the body of a request that has one into `req.body`, as a JSON object or as bytes. An empty body leaves it
 * undefined, even if it was sent with chunked encoding, as some proxies do. A body of another media type is refused.
 */
export function jsonBody({
  bytesMax,
  unparsed = false,
  answerError,
}: JsonBodyOptions): RequestHandler {
  return (req, res, next) => {
    read(req, res).then(
      (body) => {
        req.body = body
        next()
      },
      (error: unknown) => {
        answerError(error, req, res)
      },
    )
  }

  /** The request does not count as in flight while its body is received, because a slow upload is not work. */
  async function read(req: IncomingMessage, { locals }: Response): Promise<object | undefined> {
    const { flight } = locals
    flight?.pause()
    if (req.destroyed) throw ENDED_EARLY
    try {
      const sent = await receive(req, flight, bytesMax)
      flight?.resume()
      if (sent.length === 0) return undefined
      const bytes = await decoded(sent, encodingOf(req.headers), bytesMax)
      if (bytes.length === 0) return undefined
      return unparsed ? bytes : jsonObjectIn(bytes)
    } finally {
      flight?.endUpload()
    }
  }
}

/** Receives the bytes of a body. The rest of a refused body is discarded, so that the connection can be used again. */
async function receive(
  req: IncomingMessage,
  flight: Locals['flight'],
  bytesMax: number,
): Promise<Buffer> {
  const refusal = refusalOf(req.headers, bytesMax)
  if (refusal && lengthOf(req.headers) > 0) throw refusal
  let bytes = Buffer.alloc(0)
  let size = 0

  /** One buffer, because thousands of tiny ones, one per chunk, would take a multiple of the memory. */
  const add = (part: Buffer): void => {
    if (refusal) throw refusal
    if (size + part.length > bytesMax) throw TOO_LARGE
    if (size + part.length > bytes.length) {
      const capacity = Math.min(bytesMax, Math.max(size + part.length, 2 * bytes.length))
      flight?.receive(capacity - bytes.length)
      bytes = Buffer.concat([bytes.subarray(0, size)], capacity)
    }
    size += part.copy(bytes, size)
  }

  await new Promise<void>((resolve, reject) => {
    const onData = (part: Buffer): void => {
      try {
        add(part)
      } catch (error) {
        req.off('data', onData)
        req.resume()
        const problem = error as HttpProblem
        reject(problem)
      }
    }
    req.on('data', onData)
    req.once('end', resolve)
    req.once('close', () => {
      reject(ENDED_EARLY)
    })
  })
  return bytes.subarray(0, size)
}

/** Why a body with these headers is refused, unless it is empty. */
function refusalOf(headers: IncomingHttpHeaders, bytesMax: number): HttpProblem | undefined {
  if (!isJson(headers['content-type'])) return UNSUPPORTED_TYPE
  const encoding = encodingOf(headers)
  if (encoding !== IDENTITY && !Object.hasOwn(DECODERS, encoding)) return UNSUPPORTED_ENCODING
  return lengthOf(headers) > bytesMax ? TOO_LARGE : undefined
}

function encodingOf(headers: IncomingHttpHeaders): string {
  return (headers['content-encoding'] ?? IDENTITY).toLowerCase()
}

/** Decompresses a whole body at once: a decoder would take memory for as long as a client sends. */
async function decoded(bytes: Buffer, encoding: string, bytesMax: number): Promise<Buffer> {
  if (encoding === IDENTITY) return bytes
  try {
    return await DECODERS[encoding as keyof typeof DECODERS](bytes, { maxOutputLength: bytesMax })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw code === 'ERR_BUFFER_TOO_LARGE' ? TOO_LARGE : UNREADABLE
  }
}

function lengthOf(headers: IncomingHttpHeaders): number {
  return Number(headers['content-length'] ?? 0)
}

/** JSON must be UTF-8 (RFC 8259, section 8.1), so other charsets are refused. */
function isJson(contentType = ''): boolean {
  if (contentType === 'application/json') return true
  try {
    const { essence, params } = new MIMEType(contentType)
    return essence === 'application/json' && /^utf-?8$/i.test(params.get('charset') ?? 'utf-8')
  } catch {
    // Not a valid media type.
    return false
  }
}
