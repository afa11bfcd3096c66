import { setTimeout as pause } from 'node:timers/promises'

type Falsy = false | null | undefined

/**
 * Waits until the condition gives something, and returns that.
 * A condition that never does fails the test by Jest's own time limit.
 */
export async function until<T>(condition: () => T | Promise<T>): Promise<Exclude<T, Falsy>> {
  for (;;) {
    const value = await condition()
    if (value !== false && value !== null && value !== undefined) return value as Exclude<T, Falsy>
    await pause(5)
  }
}
