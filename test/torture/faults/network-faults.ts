import { setTimeout as lasting } from 'node:timers/promises'

import type { TcpProxy } from '../../../tools/servers/tcp-proxy.ts'
import type { PostgresSystem, Wired } from '../postgres-system.ts'
import type { Fault } from './fault.ts'

const OUTAGE_MS = 2_000

/** The network between one instance and a server drops everything in one direction. Then its connections are cut. */
export function networkFault(
  server: string,
  proxyOf: (wired: Wired) => TcpProxy,
  direction: 'requests' | 'replies',
): Fault<PostgresSystem> {
  return {
    name: `the network between an instance and ${server} loses all ${direction}`,
    isOfOneInstance: true,
    run: async ({ wired }, { target }) => {
      const one = wired[target % wired.length]
      if (!one) return 0
      const proxy = proxyOf(one)
      const before = proxy[direction].stopped
      proxy[direction].flow = 'drop'
      await lasting(OUTAGE_MS)
      // A connection that has lost bytes cannot be used again.
      proxy.cut()
      proxy[direction].flow = 'pass'
      return proxy[direction].stopped - before
    },
  }
}
