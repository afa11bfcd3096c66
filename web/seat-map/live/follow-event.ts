import { Follower, type FollowOptions } from './follower.ts'

/** Keeps the board up to date while the page is looked at, until the function that is returned is called. */
export function followEvent(options: FollowOptions): () => void {
  const follower = new Follower(options)
  const onVisibility = () => {
    follower.isSeen = document.visibilityState === 'visible'
  }
  // A connection that was cut on the way may look alive for minutes.
  const onOnline = () => {
    follower.restart()
  }
  document.addEventListener('visibilitychange', onVisibility)
  addEventListener('online', onOnline)
  follower.isSeen = true
  return () => {
    document.removeEventListener('visibilitychange', onVisibility)
    removeEventListener('online', onOnline)
    follower.stop()
  }
}
