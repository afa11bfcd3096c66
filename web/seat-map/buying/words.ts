import type { HoldfastError, ProblemCode } from '../../../client/src/index.ts'
import { spokenTime } from './countdown.ts'

/** What a sentence may name. */
export interface Told {
  /** The seats that stand in the way, such as "Stalls, row A, seat 5"; empty when they are not known. */
  readonly seats: readonly string[]
  /** " in 3 seconds", or nothing when that is not known. */
  readonly later: string
}

const OURS = 'That was our fault, not yours. Please try again.'
const NOT_FOR_VISITORS = 'This can be done by the box office only.'

/** What a visitor is told, for every error that the service has: what happened, and what to do now. */
export const WORDS: Readonly<Record<ProblemCode, (told: Told) => string>> = {
  'seat-already-booked': () => 'Somebody was faster: this seat is booked. Choose another one.',
  'seat-blocked': () => 'This seat is not for sale. Choose another one.',
  'seat-held': () => 'Somebody else is just buying this seat. Choose another one.',
  'seat-locked': ({ later }) => `Somebody is just asking for this seat. Try again${later}.`,
  'seat-not-found': () => 'The hall has no such seat any more. Load the page anew.',
  'seats-not-available': ({ seats }) => `Somebody was faster: ${named(seats)} cannot be had now.`,
  'seats-locked': ({ later }) =>
    `Somebody is just asking for some of these seats. Try again${later}.`,
  'not-enough-seats': () =>
    'There are not as many such seats free next to each other. Try fewer, or another category.',
  'too-many-seats': () => 'These are more seats than one person may hold.',
  'too-many-holds': () =>
    'You hold other seats already. Book them or let them go, and try again here.',
  'event-not-found': () => 'There is no such event.',
  'category-not-found': () => 'This event has no such category. Reload the page.',
  'event-already-exists': () => OURS,
  'hold-not-found': () => 'These seats are not held for you any more. Choose them anew.',
  'hold-gone': () => 'Your time for these seats had run out. Choose them anew.',
  'booking-not-found': () => 'There is no such booking.',
  'idempotency-key-in-flight': ({ later }) => `Your request is still at work. Ask again${later}.`,
  'idempotency-key-reused': () => OURS,
  'rate-limited': ({ later }) => `There were too many requests from here. Try again${later}.`,
  overloaded: ({ later }) => `Very many people want tickets right now. Try again${later}.`,
  'store-unavailable': ({ later }) =>
    `The box office cannot be reached right now. Nothing is booked twice: try again${later}.`,
  'too-many-streams': () =>
    'So many people are watching that what you see may be some seconds old. You can buy as ever.',
  'request-timeout': () => 'Your connection is very slow. Please try again.',
  'key-missing': () => NOT_FOR_VISITORS,
  'key-wrong': () => NOT_FOR_VISITORS,
  'key-insufficient': () => NOT_FOR_VISITORS,
  'key-not-configured': () => NOT_FOR_VISITORS,
  'invalid-request': () => OURS,
  'malformed-url': () => OURS,
  'malformed-json': () => OURS,
  'malformed-http': () => OURS,
  'not-found': () => OURS,
  'method-not-allowed': () => OURS,
  'body-too-large': () => OURS,
  'unsupported-media-type': () => OURS,
  'expectation-failed': () => OURS,
  'headers-too-large': () => OURS,
  'internal-error': () => OURS,
}

export const NO_ANSWER =
  'There was no answer. Check your connection and press the button again: nothing will be done twice.'
export const OFFLINE = 'You are offline. As soon as you are back, press the button again.'

/** The words for what went wrong. */
export function wordsFor(
  problem: HoldfastError,
  { isOnline, nameOf }: { isOnline: boolean; nameOf: (seatId: string) => string },
): string {
  if (problem.status === undefined) return isOnline ? NO_ANSWER : OFFLINE
  const told = {
    seats: problem.conflicts.map(({ seatId }) => nameOf(seatId)),
    later: problem.retryAfterS === undefined ? ' in a moment' : inTime(problem.retryAfterS),
  }
  if (problem.code !== undefined && problem.code in WORDS) return WORDS[problem.code](told)
  // Something on the way has answered, such as a balancer.
  return problem.status >= 500 ? WORDS['store-unavailable'](told) : OURS
}

function inTime(seconds: number): string {
  return ` in ${spokenTime(Math.max(1, seconds) * 1_000)}`
}

function named(seats: readonly string[]): string {
  if (seats.length === 0) return 'some of these seats'
  return seats.length <= 4
    ? seats.join('; ')
    : `${seats.slice(0, 3).join('; ')} and ${seats.length - 3} more`
}
