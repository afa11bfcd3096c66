import { setTimeout as pause } from 'node:timers/promises'

/** Waits for a condition to hold. A condition that never does fails the test by Jest's own time limit. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await pause(5)
}
