import type { ProblemRow } from './problem-row.ts'
import { REQUEST_PROBLEMS } from './request-problems.ts'
import { SALE_PROBLEMS } from './sale-problems.ts'
import { WEBHOOK_PROBLEMS } from './webhook-problems.ts'

/** The errors of the API, by their stable codes. */
export const PROBLEMS = { ...SALE_PROBLEMS, ...WEBHOOK_PROBLEMS, ...REQUEST_PROBLEMS }

export type ProblemCode = keyof typeof PROBLEMS

export function problemRow(code: ProblemCode): ProblemRow {
  return PROBLEMS[code]
}
