import type { Redis } from 'ioredis'

/** Takes so much of the time to live of every key that has one, as if that had passed. Without any left, a key is gone. */
export async function passTime(servers: readonly Redis[], ms: number): Promise<void> {
  for (const server of servers) {
    for (const key of await server.keys('*')) {
      const leftMs = await server.pttl(key)
      if (leftMs >= 0) await server.pexpire(key, leftMs - ms)
    }
  }
}
