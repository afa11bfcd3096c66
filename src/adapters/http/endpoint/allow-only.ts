import type { RequestHandler } from 'express'

import { HttpProblem } from './http-problem.ts'

/** Refuses all methods other than these with 405. Register it after the handlers of the allowed methods. */
export function allowOnly(methods: string): RequestHandler {
  return (req, res) => {
    res.setHeader('Allow', methods)
    throw new HttpProblem('method-not-allowed', `${req.method} is not allowed for this URL.`)
  }
}
