import { parentPort, workerData } from 'node:worker_threads'

import type { Point, Size } from '../../../domain/seating-plan.ts'
import { readPlanDocument } from './plan-document.ts'
import { type PlanPart, slicesOf } from './plan-slices.ts'
import { HttpProblem } from '../endpoint/http-problem.ts'
import type { ProblemCode } from '../endpoint/problems.ts'

/** What this worker posts: slices, each of which has to be asked for, and then the rest; or only a problem. */
export type PlanReply =
  | { readonly kind: 'slice'; readonly slice: readonly PlanPart[] }
  | {
      readonly kind: 'rest'
      readonly head: Readonly<Record<string, unknown>>
      readonly name: string
      readonly size: Size | undefined
      readonly focalPoint: Point | undefined
    }
  | { readonly kind: 'problem'; readonly code: ProblemCode; readonly message: string }

/**
 * Slices that are sent all at once are received all at once, too. As each is asked for, the other thread has time for
 * other things between them.
 */
function* repliesTo(bytes: Uint8Array): Generator<PlanReply, void> {
  try {
    const { head, plan } = readPlanDocument(bytes)
    for (const slice of slicesOf(plan)) yield { kind: 'slice', slice }
    const { name, size, focalPoint } = plan
    yield { kind: 'rest', head, name, size, focalPoint }
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
