import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, renameSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { setTimeout as lasting } from 'node:timers/promises'

import { ServiceProcess } from '../../../tools/servers/service-process.ts'
import { until } from '../../../tools/until.ts'
import { ANSWER_MS_MAX } from '../exchange.ts'
import type { SqliteSystem } from '../sqlite-system.ts'
import type { Fault } from './fault.ts'

type SqliteFault = Fault<SqliteSystem>

const OUTAGE_MS = 1_500

/** Resolves when the instance says that it cannot save, which it finds out by itself. */
async function unavailable({ instances }: SqliteSystem): Promise<void> {
  await until(async () => (await instances[0]?.process.readiness())?.status === 503)
}

const secondProcess: SqliteFault = {
  name: 'a second process is started with the same data folder',
  run: async ({ dataDir }, { violations }) => {
    const second = await ServiceProcess.start({ STORE: 'embedded', DATA_DIR: dataDir })
    if (!second.ended) violations.push('a second process opened the data folder')
    await second.stop()
    return undefined
  },
}

const noDescriptors: SqliteFault = {
  name: 'the instance has no free file descriptors',
  run: async ({ instances }) => {
    const pid = instances[0]?.process.pid ?? 0
    const limits = readFileSync(`/proc/${pid}/limits`, 'utf8')
    const [, before = ''] = /^Max open files +(\d+)/m.exec(limits) ?? []
    // Only the soft limit, which can be raised again.
    const limit = (count: string) => execFileSync('prlimit', [`--pid=${pid}`, `--nofile=${count}:`])
    limit(`${readdirSync(`/proc/${pid}/fd`).length}`)
    const { port } = new URL(instances[0]?.url ?? '')
    const sockets = await connectionsUntilRefused(Number(port))
    await lasting(OUTAGE_MS)
    limit(before)
    for (const socket of sockets) socket.destroy()
    return sockets.length
  },
}

/**
 * Opens connections until the service closes one without an answer, because it has no descriptor for it.
 * @returns all of them
 */
async function connectionsUntilRefused(port: number): Promise<Socket[]> {
  const sockets: Socket[] = []
  for (;;) {
    const socket = connect(port, '127.0.0.1')
    sockets.push(socket)
    socket.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n')
    const signal = AbortSignal.timeout(ANSWER_MS_MAX)
    const answered = [once(socket, 'data', { signal }), once(socket, 'close', { signal })]
    await Promise.race(answered).catch(() => undefined)
    if (socket.bytesRead === 0) return sockets
  }
}

export function sqliteFaults({ disk, power }: SqliteSystem): readonly SqliteFault[] {
  const noDisk = disk ? undefined : 'mounting a small disk takes root, or sudo without a password'
  const noPower = power ? undefined : 'following what is forced to the disk takes gcc'
  return [
    secondProcess,
    noDescriptors,
    {
      name: 'the data folder is moved away, and back',
      run: async (system) => {
        const { dataDir } = system
        renameSync(dataDir, `${dataDir}-away`)
        await unavailable(system)
        renameSync(`${dataDir}-away`, dataDir)
        return undefined
      },
    },
    {
      name: 'the disk is full',
      obstacle: noDisk,
      run: async (system) => {
        disk?.fill()
        await unavailable(system)
        disk?.clear()
        return undefined
      },
    },
    {
      name: 'the disk fails to write (fsync reports an error)',
      obstacle: noPower,
      run: async (system) => {
        if (power) power.syncFails = true
        await unavailable(system)
        if (power) power.syncFails = false
        return undefined
      },
    },
    {
      name: 'the power is cut: everything that was not forced to the disk is lost',
      obstacle: noPower,
      run: async (system) => {
        await system.cutPower()
        return undefined
      },
    },
  ]
}
