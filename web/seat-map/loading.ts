import { HoldfastError } from '../../client/src/index.ts'
import { wordsFor } from './buying/words.ts'

/** What to say of an event that could not be loaded. */
export function messageOf(error: unknown): string {
  if (!(error instanceof HoldfastError)) return 'The hall cannot be shown by this browser.'
  return wordsFor(error as HoldfastError, { isOnline: navigator.onLine, nameOf: (id) => id })
}
