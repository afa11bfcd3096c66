/** A time limit that even a slow or busy machine does not reach. */
export const PATIENCE_MS = 60_000
