import type { RequestHandler } from 'express'

import { HttpProblem } from './http-problem.ts'

/** Stands behind what a URL can be asked, and refuses the rest. */
export function allowOnly(methods: string): RequestHandler {
  return (req, res) => {
    res.setHeader('Allow', methods)
    throw new HttpProblem('method-not-allowed', `${req.method} is not possible here.`)
  }
}
