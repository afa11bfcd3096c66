import { setTimeout as pause } from 'node:timers/promises'

import type { PatroniCluster } from '../../tools/servers/patroni/patroni-cluster.ts'
import type { PatroniNode } from '../../tools/servers/patroni/patroni-node.ts'

/** Longer than the `ttl` of deploy/patroni/patroni.yml. */
const ETCD_OUTAGE_MS = 25_000

/**
 * Longer than the `loop_wait` of deploy/patroni/patroni.yml. Before each renewal of its lock, Patroni reads who has it
 * and then asks Postgres for its position. If Postgres has stalled, Patroni waits there.
 */
const RENEWAL_MS = 4_000

interface Steps<Given extends unknown[] = []> {
  readonly strike: (...given: Given) => void | Promise<void>
  /** Repairs the damage, once there is a primary. */
  readonly repair: (...given: Given) => void | Promise<void>
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

  'kill-primary': ofPrimary('primary and its Patroni killed', {
    strike: (node) => node.kill(),
    repair: (node) => {
      node.launch()
    },
  }),

  'kill-postgres': ofPrimary('Postgres of the primary killed', {
    strike: (node) => {
      node.killPostgres()
    },
    repair: nothing,
  }),

  'pause-primary': ofPrimary('primary stalled', {
    strike: (node) => {
      node.pause()
    },
    repair: resume,
  }),

  'pause-renewal': ofPrimary('primary stalled while it renews its lock', {
    strike: async (node) => {
      node.pausePostgres()
      await pause(RENEWAL_MS)
      node.pausePatroni()
    },
    repair: resume,
  }),

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

/** An unplanned failover, to another node than the primary that is damaged. */
function ofPrimary(name: string, { strike, repair }: Steps<[PatroniNode]>): Failover {
  return {
    name,
    isPlanned: false,
    movesPrimary: true,
    prepare: async (cluster) => {
      const primary = await cluster.leader()
      return { strike: () => strike(primary), repair: () => repair(primary) }
    },
  }
}

function resume(node: PatroniNode): void {
  node.resume()
}

function nothing(): void {
  // Patroni repairs it.
}
