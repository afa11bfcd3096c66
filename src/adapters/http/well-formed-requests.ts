import type { RequestHandler } from 'express'

import { HttpProblem } from './problems.ts'

/**
 * Refuses what Node lets through or answers without a word: a request with more headers than are read, without
 * exactly one `Host` (RFC 9112, section 3.2), or with an unknown `Expect` (RFC 9110, section 10.1.1).
 */
export function refuseMalformedRequests({ headersMax }: { headersMax: number }): RequestHandler {
  return (req, _res, next) => {
    if (req.rawHeaders.length > 2 * headersMax) {
      throw new HttpProblem('headers-too-large', `There are more than ${headersMax} headers.`)
    }
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
}
