import { resolve } from 'node:path'

/** A mistake that is planted into the service, so that a run must find it. */
export interface Break {
  readonly name: BreakName
  readonly description: string
  /** Whether the instance with this number, from 1, has the mistake. */
  readonly isIn: (instance: number) => boolean
  /** The fault that makes it visible. */
  readonly fault: RegExp
}

export type BreakName =
  | 'access'
  | 'atomic'
  | 'date'
  | 'deadline'
  | 'expiry'
  | 'keys'
  | 'lost'
  | 'message'
  | 'page'
  | 'part'
  | 'reference'
  | 'release'
  | 'released'
  | 'update'
  | 'version'

/** For a mistake that any fault makes visible, and none as well. */
const ANY = /FLUSHALL/

const inEachInstance = (name: BreakName, description: string, fault = ANY): Break => ({
  name,
  description,
  isIn: () => true,
  fault,
})

export const BREAKS: readonly Break[] = [
  inEachInstance(
    'version',
    'the store saves seats without comparing their version',
    /^Redis is killed/,
  ),
  inEachInstance(
    'release',
    'a lock is released without a check of its owner',
    /another program takes them/,
  ),
  inEachInstance('atomic', 'the seats of one change are saved one by one', /^Redis is killed/),
  inEachInstance(
    'lost',
    'the store says of every 20th change that it is saved, and does not save it',
  ),
  inEachInstance(
    'keys',
    'the store does not find the idempotency keys that it has',
    /^the reply of Postgres to a save/,
  ),
  {
    name: 'date',
    description: 'an instance judges deadlines by its own clock, which is 15 minutes ahead',
    isIn: (instance) => instance === 1,
    fault: ANY,
  },
  inEachInstance('part', 'a confirmation books the seats of the hold without the last one'),
  inEachInstance('released', 'the store says of every 20th hold that it was released'),
  inEachInstance('deadline', 'held seats stay held for an hour longer than their hold'),
  inEachInstance('reference', 'the new reference of a booking is not saved'),
  inEachInstance('update', 'every 20th change is read for the seat map without its last seat'),
  inEachInstance('message', 'webhooks are told of the first seat of each change only'),
  inEachInstance('page', 'small pages of the history lack an entry'),
  inEachInstance('access', 'a deleted access key is kept'),
  inEachInstance('expiry', 'a lock has no expiry'),
]

/** The program that has the mistake. */
export const BROKEN_SERVICE = resolve(import.meta.dirname, 'broken-service.ts')
