import type { SeatFollower } from './seat-follower.ts'

/** Follows the seats while the page is visible, until the signal is aborted. */
export function followWhileVisible(follower: SeatFollower, signal: AbortSignal): void {
  const onVisibility = () => {
    follower.isVisible = document.visibilityState === 'visible'
  }
  const onOnline = () => {
    follower.restart()
  }
  document.addEventListener('visibilitychange', onVisibility, { signal })
  addEventListener('online', onOnline, { signal })
  signal.addEventListener('abort', () => {
    follower.stop()
  })
  follower.isVisible = true
}
