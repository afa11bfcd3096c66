import { on } from 'node:events'
import { Worker } from 'node:worker_threads'

import { type PlanDocument, readPlanDocument } from './plan-document.ts'
import type { PlanReply } from './plan-document.worker.ts'
import { SlicedPlan } from './plan-slices.ts'
import { HttpProblem } from '../endpoint/http-problem.ts'

export interface PlanDocumentReaderOptions {
  /** The largest body that is read on this thread: a thousand seats in some milliseconds, where a worker starts in 100. */
  readonly inlineBytesMax?: number
  /** How many bodies may wait while one is read by a worker. */
  readonly waitingMax?: number
  readonly worker?: URL
}

/**
 * More than a body of 32 MiB can need, whatever is in it. It must not be reached: V8 ends a worker that reaches it, but
 * the whole process where that happens in the middle of something like `JSON.parse`.
 */
const HEAP_MB_MAX = 1024

/** Reads bodies that have a plan in them: those of large halls in a worker, one by one, to let other requests pass. */
export class PlanDocumentReader {
  readonly #inlineBytesMax: number
  readonly #waitingMax: number
  readonly #worker: URL
  #inLine = 0
  #last: Promise<unknown> = Promise.resolve()

  constructor(options: PlanDocumentReaderOptions = {}) {
    this.#inlineBytesMax = options.inlineBytesMax ?? 131_072
    this.#waitingMax = options.waitingMax ?? 4
    this.#worker = options.worker ?? new URL('./plan-document.worker.ts', import.meta.url)
  }

  /**
   * Reads the bytes of a whole body, which are nobody else's afterwards: the memory they are in goes to the worker.
   *
   * @throws {HttpProblem} `malformed-json`, or `invalid-request`, naming the first faults and where they are
   * @throws {HttpProblem} `overloaded` when too many are waiting
   */
  async read(bytes: Uint8Array<ArrayBuffer>): Promise<PlanDocument> {
    if (bytes.byteLength <= this.#inlineBytesMax) return readPlanDocument(bytes)
    if (this.#inLine > this.#waitingMax) {
      throw new HttpProblem('overloaded', 'Too many plans are being read, try again.')
    }

    this.#inLine++
    const document = this.#last.then(() => this.#readInWorker(bytes))
    this.#last = Promise.allSettled([document])
    try {
      return await document
    } finally {
      this.#inLine--
    }
  }

  async #readInWorker(bytes: Uint8Array<ArrayBuffer>): Promise<PlanDocument> {
    const worker = new Worker(this.#worker, {
      workerData: bytes,
      transferList: [bytes.buffer],
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB_MAX },
    })
    const plan = new SlicedPlan()
    let last: Exclude<PlanReply, { kind: 'slice' }> | undefined

    worker.postMessage('next')
    for await (const [reply] of on(worker, 'message', { close: ['exit'] })) {
      const received = reply as PlanReply
      if (received.kind === 'slice') plan.add(received.slice)
      else last = received
      worker.postMessage('next')
    }

    if (last?.kind === 'problem') throw new HttpProblem(last.code, last.message)
    if (!last) throw new Error('The worker ended without having read the plan.')
    const { head, name, size, focalPoint } = last
    const { categories, zones } = plan
    return { head, plan: { name, size, focalPoint, categories, zones } }
  }
}
