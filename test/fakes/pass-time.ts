import type { Redis } from 'ioredis'

/** Shortens the time to live of all keys, as if this time had passed. A key without any left expires. */
export async function passTime(servers: readonly Redis[], ms: number): Promise<void> {
  for (const server of servers) {
    for (const key of await server.keys('*')) {
      const leftMs = await server.pttl(key)
      if (leftMs >= 0) await server.pexpire(key, leftMs - ms)
    }
  }
}
