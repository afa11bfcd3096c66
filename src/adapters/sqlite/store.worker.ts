import { parentPort, workerData } from 'node:worker_threads'

import type { StoreRequest, StoreThreadData } from './store-calls.ts'
import { StoreHost } from './store-host.ts'

// The thread of the embedded store, which keeps disk access off the main thread.

const host = new StoreHost(workerData as StoreThreadData)

parentPort?.on('message', (request: StoreRequest) => {
  parentPort?.postMessage(host.answer(request))
})
