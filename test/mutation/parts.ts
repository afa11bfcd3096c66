/** Sources that are mutated together, and the tests that must notice. Paths are globs, from the root. */
export interface Part {
  readonly mutate: readonly string[]
  readonly tests: readonly string[]
  /** Stryker cannot see which test runs code of another thread, so each mutant runs all tests. */
  readonly otherThread?: boolean
}

/** Use cases with fakes. Left out: races, and Redis behind the lock. They are slow, and what they test is elsewhere. */
const APPLICATION_TESTS = 'test/application/!(*redis*|*race*).test.ts'

/** The use cases that change something. */
const COMMANDS =
  '{book-seat,bookings,client-limits,delete-event,delete-old-records,events,expire-holds,hold-best-seats,holds,idempotency-records,keys,move-booking,overtaken-retries,replace-plan,sale,standing-areas,webhooks}'

export const PARTS = {
  domain: {
    mutate: ['src/domain/*.ts'],
    tests: ['test/domain/*.test.ts', 'test/application/{bookings,sale,events,read-hold}.test.ts'],
  },
  'best-seats': {
    mutate: ['src/domain/best-seats/*.ts'],
    tests: [
      'test/domain/best-seats/!(search-steps).test.ts',
      'test/domain/default-event-plan.test.ts',
    ],
  },
  changes: {
    mutate: ['src/application/changes/*.ts'],
    tests: [`test/application/${COMMANDS}.test.ts`],
  },
  commands: {
    mutate: ['src/application/commands/*.ts'],
    tests: [`test/application/${COMMANDS}.test.ts`],
  },
  queries: {
    mutate: ['src/application/{queries,webhooks}/*.ts'],
    tests: [APPLICATION_TESTS],
  },
  lock: {
    mutate: ['src/adapters/lock/*.ts', 'src/adapters/redis/{redis-lock,lock-steps,lock-keys}.ts'],
    tests: ['test/adapters/lock/*.test.ts', 'test/adapters/redis/redis-lock*.test.ts'],
  },
} as const satisfies Record<string, Part>
