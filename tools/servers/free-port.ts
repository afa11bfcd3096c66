import { once } from 'node:events'
import { createServer } from 'node:net'

/**
 * Below the ports that an operating system gives to outgoing connections: Linux starts at 32,768.
 * The second port of a Redis Cluster node, which is 10,000 higher, is below them, too.
 */
const [LOWEST, HIGHEST] = [10_000, 22_767]

let next = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST))

/**
 * A port that was free a moment ago. No outgoing connection takes it while its server restarts,
 * and this process does not return it again soon.
 */
export async function freePort(): Promise<number> {
  for (let attempts = HIGHEST - LOWEST; attempts > 0; attempts--) {
    const port = next
    next = port < HIGHEST ? port + 1 : LOWEST
    if (await isFree(port)) return port
  }
  throw new Error(`No port between ${LOWEST} and ${HIGHEST} is free.`)
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1')
  try {
    await once(server, 'listening')
  } catch {
    return false
  }
  server.close()
  await once(server, 'close')
  return true
}
