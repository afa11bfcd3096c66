import { parentPort, workerData } from 'node:worker_threads'

import type { StoreRequest, StoreThreadData } from './store-calls.ts'
import { StoreHost } from './store-host.ts'

// The thread of the embedded store: it waits for the disk, so that the thread that answers requests need not.

const host = new StoreHost(workerData as StoreThreadData)

parentPort?.on('message', (request: StoreRequest) => {
  parentPort?.postMessage(host.answer(request))
})
