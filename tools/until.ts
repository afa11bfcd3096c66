// Not the global one, which fake timers replace.
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'

type Falsy = false | null | undefined

/** The maximum wait. Below Jest's own limit, so that the error names the condition. */
export const WAIT_MS_MAX = 120_000

/**
 * Waits until the condition returns a value other than false, null or undefined, and returns it.
 * @throws after two minutes
 */
export async function until<T>(condition: () => T | Promise<T>): Promise<Exclude<T, Falsy>> {
  const endMs = performance.now() + WAIT_MS_MAX
  for (;;) {
    const value = await condition()
    if (value !== false && value !== null && value !== undefined) return value as Exclude<T, Falsy>
    if (performance.now() > endMs) throw new Error(`Timed out waiting for: ${condition.toString()}`)
    await pause(5)
  }
}
