import type { Page } from 'playwright-core'

/**
 * Stops the installed clock of a page at a time shortly ahead. That time must not have passed when the page gets the
 * command, so a slow machine needs a later one.
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
