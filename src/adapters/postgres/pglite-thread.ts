import { Worker } from 'node:worker_threads'

import type { PGliteReply, PGliteRequest } from './embedded-postgres.worker.ts'
import type { SqlRow, SqlStatement } from './sql.ts'

interface Waiting {
  readonly resolve: (rows: readonly SqlRow[]) => void
  readonly reject: (error: Error) => void
}

/**
 * A PGlite in a thread of its own: while it is at work it keeps its thread busy, and nobody would be answered, nor
 * heard, on one that it shares with others.
 */
export class PGliteThread {
  readonly #worker: Worker
  /** Who waits for replies, which come in the order of the requests. */
  readonly #waiting: Waiting[] = []
  #end: Error | undefined

  private constructor(path: string) {
    this.#worker = new Worker(new URL('./embedded-postgres.worker.ts', import.meta.url), {
      workerData: path,
    })
    this.#worker.on('message', (reply: PGliteReply) => {
      this.#settle(reply)
    })
    this.#worker.on('error', (error: Error) => {
      this.#ended(error)
    })
    this.#worker.on('exit', (code) => {
      this.#ended(new Error(`The thread of the embedded database ended with ${code}`))
    })
  }

  get hasEnded(): boolean {
    return this.#end !== undefined
  }

  /**
   * Opens the database in this folder, which it creates if need be.
   * @throws {Error} when that fails
   */
  static async open(path: string): Promise<PGliteThread> {
    const thread = new PGliteThread(path)
    try {
      await thread.script('select 1')
      return thread
    } catch (error) {
      thread.terminate()
      throw error
    }
  }

  /** @throws {Error} with the `code` and the `severity` that Postgres gives, as PGlite does */
  query(statement: SqlStatement, values: readonly unknown[]): Promise<readonly SqlRow[]> {
    return this.#ask({ kind: 'query', statement, values })
  }

  /**
   * @returns the rows of the last statement
   * @throws {Error} as above
   */
  script(text: string): Promise<readonly SqlRow[]> {
    return this.#ask({ kind: 'script', text })
  }

  async close(): Promise<void> {
    await this.#ask({ kind: 'close' })
    await this.#worker.terminate()
  }

  /** Ends it as a crash would: whoever waits is told so. */
  terminate(): void {
    void this.#worker.terminate()
  }

  #ask(request: PGliteRequest): Promise<readonly SqlRow[]> {
    if (this.#end) return Promise.reject(this.#end)
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject })
      this.#worker.postMessage(request)
    })
  }

  #settle(reply: PGliteReply): void {
    const waiting = this.#waiting.shift()
    if (reply.kind === 'rows') waiting?.resolve(reply.rows)
    else waiting?.reject(Object.assign(new Error(reply.message), reply.fields))
  }

  #ended(error: Error): void {
    this.#end ??= error
    for (const { reject } of this.#waiting.splice(0)) reject(this.#end)
  }
}
