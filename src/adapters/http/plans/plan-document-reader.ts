import { on } from 'node:events'
import { Worker } from 'node:worker_threads'

import { HttpProblem } from '../answers/http-problem.ts'
import { type PlanDocument, readPlanDocument } from './plan-document.ts'
import type { PlanReply } from './plan-document.worker.ts'
import { SlicedPlan } from './plan-slices.ts'

export interface PlanDocumentReaderOptions {
  /**
   * The largest body that is parsed on the main thread. A thousand seats take a few milliseconds; starting a worker
   * takes about 100.
   */
  readonly mainThreadBytesMax?: number
  /** Maximum number of bodies that wait while a worker parses another. */
  readonly waitingMax?: number
  readonly worker?: URL
}

/**
 * More than any body of 32 MiB needs. The limit must not be reached: V8 usually terminates only the worker, but inside
 * built-ins such as `JSON.parse` it terminates the whole process.
 */
const HEAP_MB_MAX = 1024

/** Parses bodies with a seating plan. Large ones are parsed in a worker, one at a time, to not block other requests. */
export class PlanDocumentReader {
  readonly #mainThreadBytesMax: number
  readonly #waitingMax: number
  readonly #worker: URL
  /** The body in the worker and those that wait for it. */
  #pendingCount = 0
  #last: Promise<unknown> = Promise.resolve()

  constructor(options: PlanDocumentReaderOptions = {}) {
    this.#mainThreadBytesMax = options.mainThreadBytesMax ?? 131_072
    this.#waitingMax = options.waitingMax ?? 4
    this.#worker = options.worker ?? new URL('./plan-document.worker.ts', import.meta.url)
  }

  /**
   * Parses a body. The caller must not use the bytes afterwards, because they may be transferred to the worker.
   *
   * @throws {HttpProblem} `malformed-json`, or `invalid-request` with the first faults and their paths
   * @throws {HttpProblem} `overloaded` if too many bodies are waiting
   */
  async read(bytes: Uint8Array<ArrayBuffer>): Promise<PlanDocument> {
    if (bytes.byteLength <= this.#mainThreadBytesMax) return readPlanDocument(bytes)
    if (this.#pendingCount > this.#waitingMax) {
      throw new HttpProblem('overloaded', 'Too many seating plans are being processed. Try again.')
    }

    this.#pendingCount++
    const document = this.#last.then(() => this.#readInWorker(bytes))
    this.#last = Promise.allSettled([document])
    try {
      return await document
    } finally {
      this.#pendingCount--
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
    if (!last) throw new Error('The worker exited before it had parsed the plan.')
    const { categories, zones } = plan
    const { extra, ...planHead } = last.planHead
    return { head: last.head, plan: { ...planHead, categories, zones, extra } }
  }
}
