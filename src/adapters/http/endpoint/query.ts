import { HttpProblem } from '../answers/http-problem.ts'

const NONE: Readonly<Record<string, string>> = {}

/**
 * Reads the query parameters of a URL.
 * @throws {HttpProblem} `invalid-request` if a parameter is unknown or repeated
 * @throws {URIError} if the query is not percent-encoded UTF-8
 */
export function queryValues(
  url: string,
  known: Readonly<Record<string, unknown>>,
): Readonly<Record<string, string>> {
  const text = queryOf(url)
  if (text === '') return NONE
  // URLSearchParams replaces what it cannot decode; this throws instead.
  decodeURIComponent(text)

  const values: Record<string, string> = {}
  for (const [name, value] of new URLSearchParams(text)) {
    if (!Object.hasOwn(known, name)) throw refusal(name, 'is not a known parameter')
    if (Object.hasOwn(values, name)) throw refusal(name, 'is repeated')
    values[name] = value
  }
  return values
}

/** The part of a URL after the first question mark. */
export function queryOf(url: string): string {
  const start = url.indexOf('?')
  return start === -1 ? '' : url.slice(start + 1)
}

function refusal(name: string, fault: string): HttpProblem {
  return new HttpProblem('invalid-request', `${name}: ${fault}`)
}
