import type { StreamFollower } from './stream-follower.ts'

const TICK_MS = 1_000
/** Timers of a visible page are this late only after the device has slept, or the page was frozen. */
const GAP_MS_MIN = 10_000

/**
 * Follows a stream while the page is visible, until the signal is aborted. A page that the browser freezes, or keeps
 * for its back button, disconnects at once, and connects again when it is shown.
 */
export function followWhileVisible<Message>(
  follower: StreamFollower<Message>,
  signal: AbortSignal,
): void {
  const onVisibility = () => {
    follower.isVisible = document.visibilityState === 'visible'
  }
  const stop = () => {
    follower.stop()
  }
  const restart = () => {
    follower.restart()
  }
  document.addEventListener('visibilitychange', onVisibility, { signal })
  document.addEventListener('freeze', stop, { signal })
  document.addEventListener('resume', onVisibility, { signal })
  addEventListener('pagehide', stop, { signal })
  addEventListener('pageshow', onVisibility, { signal })
  addEventListener('online', restart, { signal })
  const timer = watchClock(restart)
  signal.addEventListener('abort', () => {
    clearInterval(timer)
    stop()
  })
  onVisibility()
}

/** Calls back after the device has slept. */
function watchClock(onGap: () => void): ReturnType<typeof setInterval> {
  let beforeMs = Date.now()
  return setInterval(() => {
    const nowMs = Date.now()
    if (nowMs - beforeMs > GAP_MS_MIN) onGap()
    beforeMs = nowMs
  }, TICK_MS)
}
