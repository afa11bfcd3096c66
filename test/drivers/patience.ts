/** A time limit that no slow or busy machine reaches, for tests that are not about reaching it. */
export const PATIENCE_MS = 60_000
