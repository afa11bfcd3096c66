import { parentPort, workerData } from 'node:worker_threads'

import type { PlanHead } from '../../../domain/seating-plan.ts'
import { HttpProblem } from '../answers/http-problem.ts'
import type { ProblemCode } from '../answers/problems.ts'
import { readPlanDocument } from './plan-document.ts'
import { type PlanPart, slicesOf } from './plan-slices.ts'

/** The messages of this worker, one per request: the slices and then the rest, or a problem. */
export type PlanReply =
  | { readonly kind: 'slice'; readonly slice: readonly PlanPart[] }
  | {
      readonly kind: 'rest'
      readonly head: Readonly<Record<string, unknown>>
      readonly planHead: PlanHead
    }
  | { readonly kind: 'problem'; readonly code: ProblemCode; readonly message: string }

/**
 * Yields slices one per request, so that the main thread can do other work between them. Slices that are posted
 * together would also be received together.
 */
function* repliesTo(bytes: Uint8Array): Generator<PlanReply, void> {
  try {
    const { head, plan } = readPlanDocument(bytes)
    for (const slice of slicesOf(plan)) yield { kind: 'slice', slice }
    const { name, size, focalPoint, extra } = plan
    yield { kind: 'rest', head, planHead: { name, size, focalPoint, extra } }
  } catch (error) {
    if (!(error instanceof HttpProblem)) throw error
    yield { kind: 'problem', code: error.code, message: error.message }
  }
}

const replies = repliesTo(workerData as Uint8Array)

parentPort?.on('message', () => {
  const reply = replies.next()
  if (reply.done) parentPort?.close()
  else parentPort?.postMessage(reply.value)
})
