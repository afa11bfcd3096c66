import { includesRole, ROLES } from '../../../domain/access-key.ts'
import { type ErrorFormat, PROBLEM } from '../answers/error-formats.ts'
import type { ProblemCode } from '../answers/problems.ts'
import { type Access, requiredRole, requirementOf } from '../endpoint/access.ts'
import type { Endpoint } from '../endpoint/endpoint.ts'
import { isForOperators } from '../endpoint/server-role.ts'

/** Possible for every endpoint. */
const ANYWHERE: readonly ProblemCode[] = [
  'invalid-request',
  'malformed-url',
  'malformed-http',
  'expectation-failed',
  'internal-error',
]

/** Sent by the server before the app has a request, so always as problem details. */
const UNREADABLE: readonly ProblemCode[] = [
  'malformed-http',
  'request-timeout',
  'headers-too-large',
]

/** Possible for every endpoint other than `GET`, with or without a body. */
const OF_CHANGES: readonly ProblemCode[] = [
  'cross-site-request',
  'malformed-json',
  'body-too-large',
  'unsupported-media-type',
]

const OF_KEYS: readonly ProblemCode[] = [
  'key-missing',
  'key-wrong',
  'key-insufficient',
  'key-not-configured',
  'too-many-wrong-keys',
]

/** Possible for endpoints with limits per client, which are all but those for operators. */
const OF_LIMITS: readonly ProblemCode[] = [
  'client-unknown',
  'rate-limited',
  'overloaded',
  'too-many-concurrent-requests',
]

export interface PossibleProblem {
  readonly code: ProblemCode
  readonly format: ErrorFormat
}

/** Returns all possible errors of an endpoint, once per format. */
export function possibleProblems(endpoint: Endpoint): PossibleProblem[] {
  const { access, method, placement, problems = [], errorFormat = PROBLEM } = endpoint
  const codes = new Set([
    ...problems,
    ...ANYWHERE,
    ...keyProblemsOf(access),
    ...(method === 'get' ? [] : OF_CHANGES),
    ...(isForOperators(placement) ? [] : OF_LIMITS),
  ])
  const ofApp = Array.from(codes, (code) => ({ code, format: errorFormat }))
  const ofServer = UNREADABLE.filter((code) => errorFormat !== PROBLEM || !codes.has(code))
  return [...ofApp, ...ofServer.map((code) => ({ code, format: PROBLEM }))]
}

function keyProblemsOf(access: Access): readonly ProblemCode[] {
  const required = requiredRole(access)
  if (required === undefined) return []
  // Any other bearer may be the token of a hold.
  if (requirementOf(access).holdToken) return ['key-insufficient', 'key-not-configured']
  const isInEveryRole = ROLES.every((role) => includesRole(role, required))
  return isInEveryRole ? OF_KEYS.filter((code) => code !== 'key-insufficient') : OF_KEYS
}
