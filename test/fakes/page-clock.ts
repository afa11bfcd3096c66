import type { Page } from 'playwright-core'

/**
 * Stops the clock that is installed in a page, a little ahead of its time. The moment must still be to come when the
 * page hears of it, so a slow machine needs one that is further away.
 */
export async function stopClock(page: Page): Promise<void> {
  for (let aheadMs = 2_000; ; aheadMs *= 2) {
    const atMs = await page.evaluate<number>(`Date.now() + ${aheadMs}`)
    try {
      await page.clock.pauseAt(atMs)
      return
    } catch (error) {
      if (!(error as Error).message.includes('to the past')) throw error
    }
  }
}
