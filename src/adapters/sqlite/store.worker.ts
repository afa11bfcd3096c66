import { existsSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'

import { databasePathIn } from './data-folder.ts'
import { unusable } from './data-folder-error.ts'
import { isUnavailable, needsReopening } from './sqlite-errors.ts'
import { Store, type StoreIdentity } from './store.ts'
import type {
  StoreCall,
  StoreOutcome,
  StoreReply,
  StoreRequest,
  StoreThreadData,
} from './store-calls.ts'

// The thread of the embedded store, which keeps disk access off the main thread.

/** The pause between attempts to open the store. */
const REOPEN_INTERVAL_MS = 500

/** Runs the requests to the store, and opens the store again after a failure that requires it. */
class StoreHost {
  readonly #path: string
  #identity: StoreIdentity | undefined
  #store: Store | undefined
  #failure: { readonly error: unknown; readonly atMs: number } | undefined

  constructor({ path, identity }: StoreThreadData) {
    this.#path = path
    this.#identity = identity
  }

  answer(request: StoreRequest): StoreReply {
    if (request === 'open') return [this.#attempt(() => this.#open().identity)]
    if (request === 'close') return [this.#attempt(() => this.#store?.close())]
    return request.map((call) => this.#attempt(() => invoke(this.#open(), call)))
  }

  #attempt(work: () => unknown): StoreOutcome {
    try {
      return { kind: 'value', value: work() }
    } catch (thrown) {
      if (needsReopening(thrown)) this.#drop()
      const error = thrown instanceof Error ? thrown : new Error(String(thrown))
      return { kind: isUnavailable(thrown) ? 'unavailable' : 'mistake', error }
    }
  }

  /** Opens the store. After the first time, only the same store is opened again, and no new one is created. */
  #open(): Store {
    if (this.#store) return this.#store
    if (this.#failure && performance.now() - this.#failure.atMs < REOPEN_INTERVAL_MS) {
      throw this.#failure.error
    }
    try {
      this.#store = this.#identity ? reopen(this.#path, this.#identity) : Store.open(this.#path)
    } catch (error) {
      this.#failure = { error, atMs: performance.now() }
      throw error
    }
    this.#identity = this.#store.identity
    this.#failure = undefined
    return this.#store
  }

  #drop(): void {
    const store = this.#store
    this.#store = undefined
    try {
      store?.close()
    } catch {
      // The failure that led here has been reported, and may also prevent closing.
    }
  }
}

function reopen(path: string, { id }: StoreIdentity): Store {
  if (!existsSync(databasePathIn(path))) {
    throw unusable(path, `${databasePathIn(path)} was removed`)
  }
  const store = Store.open(path)
  if (store.identity.id === id) return store
  store.close()
  throw unusable(path, 'it holds another store now')
}

function invoke(store: Store, [part, method, ...args]: StoreCall): unknown {
  const methods = store[part] as unknown as Record<string, (...args: unknown[]) => unknown>
  return methods[method]?.(...args)
}

const host = new StoreHost(workerData as StoreThreadData)

parentPort?.on('message', (request: StoreRequest) => {
  const reply = host.answer(request)
  // Saves this thread's part of the compile cache, as the main thread saves its own: see `main.ts`.
  if (request === 'open') flushCompileCache()
  parentPort?.postMessage(reply)
})
