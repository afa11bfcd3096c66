// Not the global one, whose time a test may stop.
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'

type Falsy = false | null | undefined

/** Ends a wait for something that never happens. Below Jest's own limit, so that the failure says what it was. */
export const WAIT_MS_MAX = 120_000

/**
 * Waits until the condition gives something, and returns that.
 * @throws when it still gives nothing after two minutes
 */
export async function until<T>(condition: () => T | Promise<T>): Promise<Exclude<T, Falsy>> {
  const endMs = performance.now() + WAIT_MS_MAX
  for (;;) {
    const value = await condition()
    if (value !== false && value !== null && value !== undefined) return value as Exclude<T, Falsy>
    if (performance.now() > endMs) throw new Error(`Waited in vain for: ${condition.toString()}`)
    await pause(5)
  }
}
