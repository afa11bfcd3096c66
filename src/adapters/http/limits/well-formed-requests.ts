import type { Request } from 'express'

import { HttpProblem } from '../endpoint/http-problem.ts'

/**
 * Refuses what Node lets through, or would refuse without a word: a request without exactly one `Host` (RFC 9112,
 * section 3.2), and one with an `Expect` that nobody knows (RFC 9110, section 10.1.1).
 *
 * @throws {HttpProblem} `malformed-http` or `expectation-failed`
 */
export function refuseMalformed(req: Request): void {
  const hosts = countOf('host', req.rawHeaders)
  if (hosts > 1 || (hosts === 0 && req.httpVersion !== '1.0')) {
    throw new HttpProblem('malformed-http', 'There must be one Host header.')
  }
  const { expect = '100-continue' } = req.headers
  if (expect.toLowerCase() !== '100-continue') {
    throw new HttpProblem('expectation-failed', 'Nothing can be expected but 100-continue.')
  }
}

/** Node's `headers` has the first of several, and its `headersDistinct` costs as much as the rest of this. */
function countOf(name: string, rawHeaders: readonly string[]): number {
  let count = 0
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const given = rawHeaders[i] ?? ''
    if (given.length === name.length && given.toLowerCase() === name) count++
  }
  return count
}
