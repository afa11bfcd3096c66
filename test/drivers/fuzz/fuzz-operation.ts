import fc from 'fast-check'

import { DocumentedAnswers } from '../documented-answers.ts'
import { type FuzzOptions, type FuzzRequest, fuzzRequests } from './fuzz-requests.ts'
import { send } from './send.ts'

export interface FuzzRun extends FuzzOptions {
  readonly port: number
  /** The same seed gives the same requests. */
  readonly seed: number
  readonly requests: number
  /** How long a request may take before it counts as one that never ends. */
  readonly timeoutMs: number
}

/**
 * Sends requests for one operation, valid and invalid, and compares every answer with the document.
 * @returns how often each status was answered
 * @throws {Error} with the request, as small as it could be made, and what is wrong with its answer: it failed with an
 *   internal error, is not documented, or did not come
 */
export async function fuzzOperation(
  template: string,
  method: string,
  run: FuzzRun,
): Promise<ReadonlyMap<number, number>> {
  const { document, port, seed, requests, timeoutMs } = run
  const documented = new DocumentedAnswers(document as unknown as Record<string, unknown>)
  const statuses = new Map<number, number>()
  const check = async (request: FuzzRequest): Promise<void> => {
    const response = await send(port, request, timeoutMs)
    if (!response) {
      if (request.framing !== 'cut') throw new Error('The connection was closed without an answer.')
      return
    }
    const { status } = response
    statuses.set(status, (statuses.get(status) ?? 0) + 1)
    if (status >= 500) throw new Error(`It failed: ${status} ${await response.text()}`)
    await documented.check(request.method, request.path, response)
  }
  await fc.assert(fc.asyncProperty(fuzzRequests(template, method, run), check), {
    seed,
    numRuns: requests,
    includeErrorInReport: true,
  })
  return statuses
}
