import pg from 'pg'

import type { PatroniCluster } from '../../tools/servers/patroni/patroni-cluster.ts'
import { until } from '../../tools/until.ts'
import type { Tally } from '../drivers/crowd.ts'
import {
  type Discrepancies,
  findDiscrepancies,
  postgresTables,
} from '../drivers/stored-bookings.ts'

/** Looks for every acknowledged booking at one node, the primary or a standby, and checks what is stored there. */
export function discrepanciesAt(
  url: string,
  { acknowledged, refusedRequests }: Tally,
): Promise<Discrepancies> {
  const soFar = { acknowledged: [...acknowledged], refusedRequests }
  return withClient(url, (client) => {
    const run = async ({ text }: { readonly text: string }) =>
      (await client.query<Record<string, unknown>>(text)).rows
    return findDiscrepancies(postgresTables({ run }), soFar)
  })
}

/** Resolves when all standbys have replayed everything that the primary has written. Nothing may be sold meanwhile. */
export async function replayed(cluster: PatroniCluster): Promise<void> {
  const leader = await cluster.leader()
  const written = await valueAt(cluster.urlOf(leader), 'select pg_current_wal_lsn()')
  for (const node of cluster.nodes.filter((each) => each !== leader)) {
    const isReplayed = `select pg_last_wal_replay_lsn() >= '${String(written)}'`
    await until(async () => (await valueAt(cluster.urlOf(node), isReplayed)) === true)
  }
}

async function valueAt(url: string, query: string): Promise<unknown> {
  const { rows } = await withClient(url, (client) =>
    client.query<unknown[]>({ text: query, rowMode: 'array' }),
  )
  return rows[0]?.[0]
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
