/*
 * A process with many readers of one stream, started by `StreamClients`. It does little for each message, because it
 * shares the machine with the service.
 */
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

import { type Arrival, Arrivals, RevisionParser } from './arrivals.ts'

/** How many streams are opened at the same time. */
const OPENING_MAX = 100

const CHECK_MS = 20

/** Readers that have not received a message after this time are reported. */
const PATIENCE_MS = 60_000

/** The first message: opens this number of streams. */
export interface OpenStreams {
  readonly url: string
  readonly readers: number
}

/** Asks for all arrivals since the last time, as soon as every reader has this revision. */
export interface CollectArrivals {
  readonly revision: number
}

/** The answer to either message. */
export interface Collected {
  readonly arrivals: readonly Arrival[]
  /** The number of readers whose stream is closed, or who do not have the revision. */
  readonly missing: number
  /** What such a reader received first. */
  readonly example: string | undefined
}

class Reader {
  /** Of the latest message; -1 before the first one. */
  revision = -1
  isClosed = false
  firstLine = ''
  readonly #parser = new RevisionParser()

  constructor(url: URL, arrivals: Arrivals) {
    const socket = connect(Number(url.port), url.hostname)
    socket.setEncoding('latin1')
    socket.write(`GET ${url.pathname} HTTP/1.1\r\nHost: ${url.host}\r\n\r\n`)
    socket.on('data', (text: string) => {
      if (this.firstLine === '') this.firstLine = text.slice(0, text.indexOf('\r\n'))
      for (const revision of this.#parser.add(text)) {
        // The first message is the snapshot, which every stream begins with.
        if (this.revision >= 0)
          arrivals.add({ after: this.revision, upTo: revision, atMs: Date.now() })
        this.revision = revision
      }
    })
    socket.on('error', (error) => {
      this.firstLine ||= error.message
    })
    socket.on('close', () => {
      this.isClosed = true
    })
  }
}

const arrivals = new Arrivals()
const readers: Reader[] = []

async function open({ url, readers: count }: OpenStreams): Promise<void> {
  while (readers.length < count) {
    const some = Array.from({ length: Math.min(OPENING_MAX, count - readers.length) }, () => {
      return new Reader(new URL(url), arrivals)
    })
    readers.push(...some)
    if ((await missing(some, 0)).length > 0) return
  }
}

/** Waits until all readers have the revision. Returns those that do not have it in the end. */
async function missing(some: readonly Reader[], revision: number): Promise<Reader[]> {
  const endMs = performance.now() + PATIENCE_MS
  for (;;) {
    const rest = some.filter((reader) => reader.isClosed || reader.revision < revision)
    if (rest.every(({ isClosed }) => isClosed) || performance.now() > endMs) return rest
    await pause(CHECK_MS)
  }
}

async function answer(message: OpenStreams | CollectArrivals): Promise<void> {
  if ('url' in message) await open(message)
  const rest = await missing(readers, 'revision' in message ? message.revision : 0)
  const collected: Collected = {
    arrivals: arrivals.take(),
    missing: rest.length,
    example: rest[0]?.firstLine,
  }
  process.send?.(collected)
}

process.on('message', (message: OpenStreams | CollectArrivals) => {
  void answer(message)
})
