import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

import { endServer } from '../../tools/servers/child-server.ts'
import type { Arrival } from './arrivals.ts'
import { CLIENT_PROCESSES } from './crowds.ts'
import type { CollectArrivals, Collected, OpenStreams } from './stream-client.ts'

const PROGRAM = join(import.meta.dirname, 'stream-client.ts')

/** Many readers of one stream, in several processes. */
export class StreamClients {
  readonly #children: readonly ChildProcess[]

  private constructor() {
    this.#children = Array.from({ length: CLIENT_PROCESSES }, () => fork(PROGRAM))
  }

  /** Resolves when all readers have received the snapshot. */
  static async open(url: string, readers: number): Promise<StreamClients> {
    const clients = new StreamClients()
    try {
      await clients.#ask({ url, readers: readers / CLIENT_PROCESSES })
      return clients
    } catch (error) {
      await clients.close()
      throw error
    }
  }

  /** Resolves when all readers have this revision, with all arrivals since the last call. */
  collect(revision: number): Promise<Arrival[]> {
    return this.#ask({ revision })
  }

  /** @throws when a stream was closed, or a message did not arrive */
  async #ask(message: OpenStreams | CollectArrivals): Promise<Arrival[]> {
    const answers = await Promise.all(this.#children.map((child) => askOne(child, message)))
    const missing = answers.reduce((sum, each) => sum + each.missing, 0)
    const { example = 'nothing' } = answers.find((each) => each.missing > 0) ?? {}
    if (missing > 0) {
      throw new Error(`${missing} streams lack a message or are closed. One began with: ${example}`)
    }
    return answers.flatMap(({ arrivals }) => arrivals)
  }

  async close(): Promise<void> {
    await Promise.all(this.#children.map((child) => endServer(child)))
  }
}

async function askOne(
  child: ChildProcess,
  message: OpenStreams | CollectArrivals,
): Promise<Collected> {
  const exited = once(child, 'exit').then(() => {
    throw new Error('A process with stream readers has ended.')
  })
  child.send(message)
  const [collected] = (await Promise.race([once(child, 'message'), exited])) as [Collected]
  return collected
}
