/** This Redis keeps the locks of another seat store. */
export class StoreClaimedError extends Error {
  override readonly name = 'StoreClaimedError'

  constructor() {
    super(
      'Redis keeps the locks of another seat store. Let all instances share one database by setting DATABASE_URL, ' +
        'or give this one its own REDIS_URL or LOCK_KEY_PREFIX.',
    )
  }
}
