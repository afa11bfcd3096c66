/** Sources that are mutated together, and the tests that must notice. Paths are globs, from the root. */
export interface Part {
  readonly mutate: readonly string[]
  /** Few and fast: each mutant that survives runs all of them that reach it. */
  readonly tests: readonly string[]
  /**
   * Whether all tests run on each mutant, because it is not known which tests reach it: the sources run in a thread of
   * their own, or build a statement once, for all tests that use it.
   */
  readonly runsAllTests?: boolean
}

const POSTGRES_TESTS = [
  'test/adapters/postgres/{claims-one-by-one,event-scope,given-rows,postgres-seat-repository,save-changes,unreadable-rows}.test.ts',
] as const

export const PARTS = {
  domain: {
    mutate: ['src/domain/*.ts'],
    tests: ['test/domain/*.test.ts'],
  },
  'best-seats': {
    mutate: ['src/domain/best-seats/*.ts'],
    tests: [
      'test/domain/best-seats/!(search-steps).test.ts',
      'test/domain/default-event-plan.test.ts',
    ],
  },
  bookings: {
    mutate: [
      'src/application/changes/{acknowledge,attempts,change-seats,retries,sale-check,same-result,seat-booking}.ts',
      'src/application/commands/{book-seat,book-seats,cancel-booking,change-booking-reference,move-booking}.ts',
    ],
    tests: [
      'test/application/{book-seat,bookings,idempotency-records,move-booking,overtaken-retries,relied-on-state,sale,same-result,standing-areas}.test.ts',
    ],
  },
  holds: {
    mutate: [
      'src/application/changes/{change-hold,client-quota,place-hold,record-expiry}.ts',
      'src/application/commands/{book-seat-within-quota,confirm-hold,expire-holds,extend-hold,hold-*,release-*}.ts',
    ],
    tests: [
      'test/application/{client-limits,expire-holds,hold-best-seats,holds,idempotency-records,overtaken-retries,public-seat-rules,release-holds,relied-on-state,sale}.test.ts',
    ],
  },
  events: {
    mutate: [
      'src/application/commands/{block-seats,change-event,create-event,delete-event,delete-old-records,purge-events,replace-plan,set-up-events,unblock-seats}.ts',
    ],
    tests: [
      'test/application/{bookings,delete-event,delete-old-records,events,relied-on-state,replace-plan,sale}.test.ts',
    ],
  },
  keys: {
    mutate: ['src/application/commands/{*-key,*-webhook,*-webhook-secret}.ts'],
    tests: ['test/application/{keys,webhooks}.test.ts'],
  },
  lock: {
    mutate: ['src/adapters/lock/*.ts', 'src/adapters/redis/{redis-lock,lock-steps,lock-keys}.ts'],
    // The contract is left out: it starts a Cluster and Sentinels for each mutant.
    tests: ['test/adapters/lock/*.test.ts', 'test/adapters/redis/{lock-steps,redis-lock}.test.ts'],
  },
  memory: {
    mutate: ['src/adapters/memory/*.ts'],
    tests: ['test/adapters/memory/*.test.ts'],
  },
  sqlite: {
    mutate: [
      'src/adapters/sqlite/{bookings-queries,client-seats,deleted-events,event-rows,event-tables,history-rows,key-table,rows,save-changes,seat-tables,webhook-rows,webhook-tables}.ts',
    ],
    tests: ['test/adapters/sqlite/{save-changes,sqlite-seat-repository,unreadable-rows}.test.ts'],
    runsAllTests: true,
  },
  postgres: {
    mutate: [
      'src/adapters/postgres/{acknowledge,as-read,booked-seats,client-seats,delete-event,delete-history,event-rows,expired-rows,find-holds,find-seats,history-rows,open-events,read-row,replace-plan,rows,seat-changes,webhook-claims}.ts',
    ],
    tests: [...POSTGRES_TESTS],
  },
  'postgres-saves': {
    mutate: [
      'src/adapters/postgres/{claims-one-by-one,delete-oldest,event-scope,find-bookings,given-rows,save-changes,save-locks,save-rows,save-statement,save-writes}.ts',
    ],
    tests: [...POSTGRES_TESTS],
    runsAllTests: true,
  },
} as const satisfies Record<string, Part>
