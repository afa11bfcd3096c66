import { setTimeout as lasting } from 'node:timers/promises'

import { until } from '../../../tools/until.ts'
import type { PostgresSystem } from '../postgres-system.ts'
import type { Fault } from './fault.ts'
import { networkFault } from './network-faults.ts'

type PostgresFault = Fault<PostgresSystem>

const OUTAGE_MS = 1_500

/** The name of a statement that saves changes, as the protocol has it. */
const SAVE = /\0save(?:-(?:on-node|holds|bookings|booking-changes|requests))*\0/

const replyLostAtCommit: PostgresFault = {
  name: 'the reply of Postgres to a save is lost',
  isOfOneInstance: true,
  run: async ({ wired }, { target }) => {
    const { toPostgres } = wired[target % wired.length] ?? {}
    if (!toPostgres) return 0
    const before = toPostgres.replies.stopped
    let lost = false
    // From the first save on, all replies to this instance are lost. That save is stored, and its request does not know.
    toPostgres.requests.rewrite = (text) => {
      if (SAVE.test(text)) {
        lost = true
        toPostgres.replies.flow = 'drop'
      }
      return text
    }
    await until(() => lost)
    await lasting(OUTAGE_MS)
    toPostgres.requests.rewrite = (text) => text
    toPostgres.cut()
    toPostgres.replies.flow = 'pass'
    return toPostgres.replies.stopped - before
  },
}

/** A full disk, until the condition is true. Requests that fail meanwhile are counted. */
const fullDisk = (
  { disk }: PostgresSystem,
  name: string,
  isNoticed: (postgres: PostgresSystem['postgres'], failureCount: number) => Promise<boolean>,
): PostgresFault => ({
  name,
  obstacle: disk ? undefined : NO_DISK,
  run: async ({ postgres }, { journal: { sent } }) => {
    const before = sent.length
    const failureCount = () => sent.slice(before).filter(({ status }) => status >= 500).length
    disk?.fill()
    await until(() => isNoticed(postgres, failureCount()))
    await lasting(OUTAGE_MS)
    disk?.clear()
    await postgres.recover()
    return failureCount()
  },
})

const NO_DISK = 'mounting a small disk takes root, or sudo without a password'

/** Uses up the space that is left in the write-ahead log. */
const LOG_MORE = `select pg_logical_emit_message(true, 'torture', ''), pg_switch_wal()`

const diskFaults = (system: PostgresSystem): PostgresFault[] => [
  fullDisk(
    system,
    'the disk of Postgres is full, so that its tables cannot grow',
    async (_, failureCount) => failureCount > 0,
  ),
  fullDisk(
    system,
    'the disk of Postgres is full, so that it cannot write its log and crashes',
    (postgres) =>
      postgres.query(LOG_MORE).then(
        () => false,
        () => true,
      ),
  ),
]

export const postgresFaults = (system: PostgresSystem): readonly PostgresFault[] => [
  ...diskFaults(system),
  {
    name: 'Postgres is killed (SIGKILL) and started again',
    run: async ({ postgres }) => {
      await postgres.kill()
      await lasting(OUTAGE_MS)
      await postgres.launch()
      return undefined
    },
  },
  {
    name: 'one backend process of Postgres is killed (SIGKILL)',
    run: async ({ postgres }) => {
      const [busy] = await until(async () => {
        const backends = await postgres.query<{ pid: number }>(
          `select pid from pg_stat_activity where application_name = 'holdfast' and state = 'active'`,
        )
        return backends.length > 0 && backends
      })
      process.kill(busy?.pid ?? 0, 'SIGKILL')
      return undefined
    },
  },
  {
    name: 'Postgres closes all connections of the service',
    run: async ({ postgres }) => {
      const closed = await postgres.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'holdfast'`,
      )
      return closed.length
    },
  },
  {
    name: 'the synchronous standby of Postgres is lost, so that no commit is confirmed',
    run: async ({ postgres }) => {
      await postgres.loseStandby()
      const waiting = await until(async () => (await postgres.waitingForStandby()) || undefined)
      await lasting(OUTAGE_MS)
      await postgres.findStandby()
      return waiting
    },
  },
  replyLostAtCommit,
  networkFault('Postgres', ({ toPostgres }) => toPostgres, 'requests'),
  networkFault('Postgres', ({ toPostgres }) => toPostgres, 'replies'),
]
