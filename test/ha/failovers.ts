import { setTimeout as pause } from 'node:timers/promises'

import type { PatroniCluster } from '../../tools/servers/patroni/patroni-cluster.ts'

/** Longer than the `ttl` of deploy/patroni/patroni.yml. */
const ETCD_OUTAGE_MS = 25_000

/**
 * Longer than the `loop_wait` of deploy/patroni/patroni.yml. Before each renewal of its lock, Patroni reads who has it
 * and then asks Postgres for its position. If Postgres has stalled, Patroni waits there.
 */
const RENEWAL_MS = 4_000

interface Steps {
  readonly strike: () => void | Promise<void>
  /** Repairs the damage, once there is a primary. */
  readonly repair: () => void | Promise<void>
}

export interface Failover {
  readonly name: string
  readonly isPlanned: boolean
  /** Whether another node has to become the primary. */
  readonly movesPrimary: boolean
  readonly prepare: (cluster: PatroniCluster) => Promise<Steps>
}

export const FAILOVERS: Readonly<Record<string, Failover>> = {
  switchover: {
    name: 'planned switchover',
    isPlanned: true,
    movesPrimary: true,
    prepare: async (cluster) => {
      const [leader, candidate] = [await cluster.leader(), await cluster.synchronousStandby()]
      return { strike: () => leader.switchOver(candidate), repair: nothing }
    },
  },

  'kill-primary': {
    name: 'primary and its Patroni killed',
    isPlanned: false,
    movesPrimary: true,
    prepare: async (cluster) => {
      const leader = await cluster.leader()
      return {
        strike: () => leader.kill(),
        repair: () => {
          leader.launch()
        },
      }
    },
  },

  'kill-postgres': {
    name: 'Postgres of the primary killed',
    isPlanned: false,
    movesPrimary: true,
    prepare: async (cluster) => {
      const leader = await cluster.leader()
      return {
        strike: () => {
          leader.killPostgres()
        },
        repair: nothing,
      }
    },
  },

  'pause-primary': {
    name: 'primary stalled',
    isPlanned: false,
    movesPrimary: true,
    prepare: async (cluster) => {
      const leader = await cluster.leader()
      return {
        strike: () => {
          leader.pause()
        },
        repair: () => {
          leader.resume()
        },
      }
    },
  },

  'pause-renewal': {
    name: 'primary stalled while it renews its lock',
    isPlanned: false,
    movesPrimary: true,
    prepare: async (cluster) => {
      const leader = await cluster.leader()
      return {
        strike: async () => {
          leader.pausePostgres()
          await pause(RENEWAL_MS)
          leader.pausePatroni()
        },
        repair: () => {
          leader.resume()
        },
      }
    },
  },

  'kill-standby': {
    name: 'synchronous standby killed',
    isPlanned: false,
    movesPrimary: false,
    prepare: async (cluster) => {
      const standby = await cluster.synchronousStandby()
      return {
        strike: () => standby.kill(),
        repair: () => {
          standby.launch()
        },
      }
    },
  },

  'kill-etcd': {
    name: `etcd killed for ${ETCD_OUTAGE_MS / 1_000} s`,
    isPlanned: false,
    movesPrimary: false,
    prepare: async ({ etcd }) => ({
      strike: async () => {
        await etcd.kill()
        await pause(ETCD_OUTAGE_MS)
      },
      repair: () => etcd.launch(),
    }),
  },
}

function nothing(): void {
  // Patroni repairs it.
}
