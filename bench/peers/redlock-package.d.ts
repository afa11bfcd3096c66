/** What is used of redlock, whose package has types but does not export them. */
declare module 'redlock' {
  import type { Redis } from 'ioredis'

  export interface Lock {
    release(): Promise<unknown>
  }

  export class ExecutionError extends Error {}

  export default class Redlock {
    constructor(clients: Iterable<Redis>, settings?: { readonly retryCount?: number })
    acquire(resources: string[], durationMs: number): Promise<Lock>
  }
}
