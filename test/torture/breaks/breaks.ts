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

export const BREAKS: readonly Break[] = [
  {
    name: 'version',
    description: 'the store saves seats without comparing their version',
    isIn: () => true,
    fault: /^Redis is killed/,
  },
  {
    name: 'release',
    description: 'a lock is released without a check of its owner',
    isIn: () => true,
    fault: /another program takes them/,
  },
  {
    name: 'atomic',
    description: 'the seats of one change are saved one by one',
    isIn: () => true,
    fault: /^Redis is killed/,
  },
  {
    name: 'lost',
    description: 'the store says of every 20th change that it is saved, and does not save it',
    isIn: () => true,
    fault: /FLUSHALL/,
  },
  {
    name: 'keys',
    description: 'the store does not find the idempotency keys that it has',
    isIn: () => true,
    fault: /^the reply of Postgres to a save/,
  },
  {
    name: 'date',
    description: 'an instance judges deadlines by its own clock, which is 15 minutes ahead',
    isIn: (instance) => instance === 1,
    fault: /FLUSHALL/,
  },
  {
    name: 'part',
    description: 'a confirmation books the seats of the hold without the last one',
    isIn: () => true,
    fault: /FLUSHALL/,
  },
  {
    name: 'released',
    description: 'the store says of every 20th hold that it was released',
    isIn: () => true,
    fault: /FLUSHALL/,
  },
  {
    name: 'deadline',
    description: 'held seats stay held for an hour longer than their hold',
    isIn: () => true,
    fault: /FLUSHALL/,
  },
  {
    name: 'reference',
    description: 'the new reference of a booking is not saved',
    isIn: () => true,
    fault: /FLUSHALL/,
  },
  {
    name: 'update',
    description: 'every 20th change is read for the seat map without its last seat',
    isIn: () => true,
    fault: /FLUSHALL/,
  },
  {
    name: 'message',
    description: 'webhooks are told of the first seat of each change only',
    isIn: () => true,
    fault: /FLUSHALL/,
  },
  {
    name: 'page',
    description: 'small pages of the history lack an entry',
    isIn: () => true,
    fault: /FLUSHALL/,
  },
  {
    name: 'access',
    description: 'a deleted access key is kept',
    isIn: () => true,
    fault: /FLUSHALL/,
  },
  {
    name: 'expiry',
    description: 'a lock has no expiry',
    isIn: () => true,
    fault: /FLUSHALL/,
  },
]

/** The program that has the mistake. */
export const BROKEN_SERVICE = resolve(import.meta.dirname, 'broken-service.ts')
