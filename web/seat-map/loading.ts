import { HoldfastError } from '../../client/src/index.ts'
import { wordsFor } from './buying/words.ts'

/** What to say of an event that could not be loaded. */
export async function messageOf(error: unknown, serviceUrl: string): Promise<string> {
  if (!(error instanceof HoldfastError)) return 'The hall cannot be shown by this browser.'
  const problem = error as HoldfastError
  if (problem.status === undefined && (await isForbidden(serviceUrl))) {
    return `This site may not use the seat map yet. The service at ${serviceUrl} allows it with the setting CORS_ORIGINS=${location.origin}.`
  }
  return wordsFor(problem, { isOnline: navigator.onLine, nameOf: (id) => id })
}

/**
 * Whether the service is there, but this page may not read what it answers: browsers do not tell that from no answer
 * at all.
 */
async function isForbidden(serviceUrl: string): Promise<boolean> {
  if (serviceUrl === location.origin) return false
  // Any page may load this one, though not look into it.
  const loading = fetch(`${serviceUrl}/widget.js`, { mode: 'no-cors' })
  return loading.then(
    () => true,
    () => false,
  )
}
