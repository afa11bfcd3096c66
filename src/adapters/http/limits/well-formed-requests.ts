import type { RequestHandler } from 'express'

import { HttpProblem } from '../http-problem.ts'

/**
 * Refuses what Node lets through, or would refuse without a word: a request without exactly one `Host` (RFC 9112,
 * section 3.2), and one with an `Expect` that nobody knows (RFC 9110, section 10.1.1).
 */
export const refuseMalformedRequests: RequestHandler = (req, _res, next) => {
  const hosts = req.headersDistinct['host']?.length ?? 0
  if (hosts > 1 || (hosts === 0 && req.httpVersion !== '1.0')) {
    throw new HttpProblem('malformed-http', 'There must be one Host header.')
  }
  const { expect = '100-continue' } = req.headers
  if (expect.toLowerCase() !== '100-continue') {
    throw new HttpProblem('expectation-failed', 'Nothing can be expected but 100-continue.')
  }
  next()
}
