import { DatabaseSync, StatementSync } from 'node:sqlite'
import { getEnvironmentData } from 'node:worker_threads'

// The thread of the embedded store, which counts the statements that it runs and the transactions that it commits.

/** Has this name in the environment data of the thread that starts it. */
const counts = new Int32Array(getEnvironmentData('sqlite-counts') as SharedArrayBuffer)

type Method = (...args: unknown[]) => unknown

function count(prototype: object, method: string, countOf: (args: unknown[]) => void): void {
  const original = Reflect.get(prototype, method) as Method
  Reflect.set(prototype, method, function (this: unknown, ...args: unknown[]) {
    countOf(args)
    return Reflect.apply(original, this, args)
  })
}

for (const method of ['run', 'get', 'all']) {
  count(StatementSync.prototype, method, () => Atomics.add(counts, 0, 1))
}
count(DatabaseSync.prototype, 'exec', ([script]) => {
  if (script === 'commit') Atomics.add(counts, 1, 1)
})

await import('../../src/adapters/sqlite/store.worker.ts')
