import { Worker } from 'node:worker_threads'

import { StoreUnavailableError } from '../../application/ports/store-unavailable-error.ts'
import { Batcher } from '../../batching/batcher.ts'
import { DataFolderError } from './data-folder-error.ts'
import type { StoreIdentity } from './store.ts'
import type {
  ArgsOf,
  MethodName,
  PartName,
  ResultOf,
  StoreCall,
  StoreOutcome,
  StoreReply,
  StoreRequest,
  StoreThreadData,
} from './store-calls.ts'

export type StoreState = 'available' | 'unavailable'

export interface StoreThreadOptions {
  /** The data folder. */
  readonly path: string
  /** Called when the store can no longer be written, with the cause, and when it can be written again. */
  readonly onChange?: (state: StoreState, cause?: Error) => void
  /** The timeout of a call, after which it rejects with `StoreUnavailableError`. */
  readonly callTimeoutMs?: number
  readonly worker?: URL
}

/** The most requests that wait for the thread. Further ones are refused at once. */
const REQUESTS_WAITING_MAX = 1_000

/** The most reads in one request. */
const READS_PER_REQUEST = 100

/** Much longer than a working disk takes to write a few pages. */
const CALL_TIMEOUT_MS = 5_000

/** The pause before a thread that has ended is replaced. */
const RESTART_INTERVAL_MS = 1_000

const WORKER = new URL('./store.worker.ts', import.meta.url)

interface Waiting {
  readonly resolve: (reply: StoreReply) => void
  readonly reject: (error: Error) => void
  readonly timer: NodeJS.Timeout | undefined
}

/** Runs the embedded store in its own thread. */
export class StoreThread {
  readonly #options: StoreThreadOptions
  readonly #reads: Batcher<StoreCall, StoreOutcome>
  /** The requests without a reply yet. Replies arrive in the order of the requests. */
  readonly #waiting: Waiting[] = []
  #worker: Worker | undefined
  #endedAtMs = -Infinity
  #identity: StoreIdentity | undefined
  #state: StoreState = 'available'
  /** Whether a request has exceeded its timeout and still has no reply. */
  #isStuck = false
  #isClosed = false

  constructor(options: StoreThreadOptions) {
    this.#options = options
    this.#reads = new Batcher({
      run: (calls) => this.#send(calls),
      callsMax: READS_PER_REQUEST,
      batchesMax: Infinity,
    })
  }

  /** @throws {DataFolderError} when the folder cannot be used */
  async open(): Promise<void> {
    const [outcome] = await this.#send('open')
    if (outcome?.kind !== 'value') {
      await this.close()
      throw new DataFolderError(outcome?.error.message, { cause: outcome?.error })
    }
    this.#identity = outcome.value as StoreIdentity
  }

  /** @throws {Error} before the store has been opened */
  get identity(): StoreIdentity {
    if (!this.#identity) throw new Error('The embedded store is not open')
    return this.#identity
  }

  /**
   * Calls a method that only reads. The reads of one tick share a request.
   * @throws {StoreUnavailableError} when the store is unavailable
   */
  async read<P extends PartName, M extends MethodName<P>>(
    ...[part, method, ...args]: [P, M, ...ArgsOf<P, M>]
  ): Promise<ResultOf<P, M>> {
    const outcome = await this.#reads.call([part, method, ...args])
    return valueOf(outcome)
  }

  /** @throws {StoreUnavailableError} as above; it is then unknown whether anything was written */
  async write<P extends PartName, M extends MethodName<P>>(
    ...[part, method, ...args]: [P, M, ...ArgsOf<P, M>]
  ): Promise<ResultOf<P, M>> {
    const [outcome] = await this.#send([[part, method, ...args]])
    // Only writes change the state, because a full disk can still be read.
    if (outcome?.kind === 'unavailable') this.#setState('unavailable', outcome.error)
    else this.#setState('available')
    return valueOf(outcome)
  }

  async close(): Promise<void> {
    const worker = this.#worker
    const closing = worker && this.#send('close').catch(() => undefined)
    this.#isClosed = true
    await closing
    await worker?.terminate()
  }

  #send(request: StoreRequest): Promise<StoreReply> {
    const refusal = this.#reasonToRefuse()
    if (refusal !== undefined) return Promise.reject(new StoreUnavailableError(refusal))
    const worker = (this.#worker ??= this.#startWorker())
    const timeoutMs = this.#options.callTimeoutMs ?? CALL_TIMEOUT_MS
    return new Promise((resolve, reject) => {
      // Opening or closing a large store may take longer.
      const timer =
        typeof request === 'string'
          ? undefined
          : setTimeout(() => {
              this.#onTimeout(waiting)
            }, timeoutMs)
      const waiting = { resolve, reject, timer }
      this.#waiting.push(waiting)
      worker.postMessage(request)
    })
  }

  #reasonToRefuse(): string | undefined {
    if (this.#isClosed) return 'The embedded store is closed'
    if (this.#isStuck) return 'The embedded store does not respond'
    if (this.#waiting.length >= REQUESTS_WAITING_MAX) return 'The embedded store is overloaded'
    const isResting = performance.now() - this.#endedAtMs < RESTART_INTERVAL_MS
    if (!this.#worker && isResting) return 'The thread of the embedded store has ended'
    return undefined
  }

  #startWorker(): Worker {
    const { path, worker: url = WORKER } = this.#options
    const workerData: StoreThreadData = { path, identity: this.#identity }
    const worker = new Worker(url, { workerData })
    let cause: Error | undefined
    worker.on('message', (reply: StoreReply) => {
      this.#settle(reply)
    })
    worker.on('error', (error: Error) => {
      cause = error
    })
    worker.on('exit', (code) => {
      this.#onExit(cause ?? new Error(`The thread ended with exit code ${code}`))
    })
    return worker
  }

  #settle(reply: StoreReply): void {
    this.#isStuck = false
    const waiting = this.#waiting.shift()
    clearTimeout(waiting?.timer)
    waiting?.resolve(reply)
  }

  #onTimeout({ reject }: Waiting): void {
    const error = new StoreUnavailableError('The embedded store does not respond')
    this.#isStuck = true
    this.#setState('unavailable', error)
    // The request stays in the queue, because its reply may still arrive.
    reject(error)
  }

  #onExit(cause: Error): void {
    const error = new StoreUnavailableError('The thread of the embedded store has ended', { cause })
    this.#worker = undefined
    this.#endedAtMs = performance.now()
    this.#isStuck = false
    if (!this.#isClosed) this.#setState('unavailable', error)
    for (const { reject, timer } of this.#waiting.splice(0)) {
      clearTimeout(timer)
      reject(error)
    }
  }

  #setState(state: StoreState, cause?: Error): void {
    if (this.#state === state) return
    this.#state = state
    this.#options.onChange?.(state, cause)
  }
}

function valueOf(outcome: StoreOutcome | undefined): unknown {
  if (outcome?.kind === 'value') return outcome.value
  if (outcome?.kind !== 'unavailable') throw outcome?.error ?? new Error('A reply lacks an outcome')
  const { error } = outcome
  throw new StoreUnavailableError(`The embedded store is unavailable: ${error.message}`, {
    cause: error,
  })
}
