/** Calls back when the page may have missed something: shown again, restored from the cache, or online again. */
export function recheckOnWake(recheck: () => void, signal: AbortSignal): void {
  document.addEventListener(
    'visibilitychange',
    () => {
      if (document.visibilityState === 'visible') recheck()
    },
    { signal },
  )
  for (const type of ['pageshow', 'online']) addEventListener(type, recheck, { signal })
}
