import type { Overtaken } from './change-result.ts'

/**
 * Maximum number of attempts when saves conflict. Each conflict means that another request succeeded, so several in a
 * row mean high contention.
 */
const ATTEMPTS_MAX = 3

/** Repeats an attempt that a concurrent change has overtaken. The attempt must read its state again. */
export async function repeatIfOvertaken<Result extends { readonly outcome: string }>(
  attempt: (isFirst: boolean) => Promise<Result | Overtaken>,
): Promise<Result | Overtaken> {
  let result = await attempt(true)
  for (let number = 2; result.outcome === 'overtaken' && number <= ATTEMPTS_MAX; number++) {
    result = await attempt(false)
  }
  return result
}
