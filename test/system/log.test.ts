import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  closeSync,
  constants,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
} from 'node:fs'
import { writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import type { LogLine } from '../../tools/servers/service-process.ts'
import { startCommand } from '../../tools/servers/start-command.ts'
import { until } from '../../tools/until.ts'
import { SmallDisk } from '../drivers/small-disk.ts'
import { UnreadService } from '../drivers/unread-service.ts'

const { O_RDONLY, O_WRONLY, O_RDWR, O_NONBLOCK } = constants

let folder: string
let fifo: string
let service: UnreadService | undefined
const opened: number[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-log-'))
  fifo = join(folder, 'fifo')
  execFileSync('mkfifo', [fifo])
})
afterEach(async () => {
  await service?.stop()
  service = undefined
  for (const fd of opened.splice(0)) closeSync(fd)
  rmSync(folder, { recursive: true })
})

function open(path: string, flags: number | string): number {
  const fd = openSync(path, flags)
  opened.push(fd)
  return fd
}

/** Both ends of a pipe that nobody reads. */
function unreadPipe(): number {
  const reader = open(fifo, O_RDONLY | O_NONBLOCK)
  open(fifo, O_WRONLY)
  return reader
}

/** A full pipe. Writing to it blocks. */
function fullPipe(): number {
  unreadPipe()
  const filler = open(fifo, O_RDWR | O_NONBLOCK)
  try {
    for (;;) writeSync(filler, 'x'.repeat(1_024))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error
  }
  return open(fifo, O_WRONLY)
}

function parsed(log: string): LogLine[] {
  return log
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as LogLine)
}

async function expectToServeAndToStop(running: UnreadService): Promise<void> {
  expect(await running.linesDropped()).toBeGreaterThan(0)
  expect(await running.isHealthy()).toBe(true)
  expect((await fetch(`${running.url}/api/book/1`, { method: 'POST' })).status).toBe(200)
  expect(await running.end('SIGTERM')).toBe(0)
}

describe('the service serves and stops as ever', () => {
  test('while nobody reads its log from a pipe', async () => {
    unreadPipe()
    service = await UnreadService.start({ stdio: ['ignore', open(fifo, O_WRONLY), 'ignore'] })
    await service.fillLog()

    await expectToServeAndToStop(service)
  })

  test('while nobody reads its log and its errors from the same pipe', async () => {
    unreadPipe()
    const output = open(fifo, O_WRONLY)
    service = await UnreadService.start({ stdio: ['ignore', output, output] })
    await service.fillLog()

    await expectToServeAndToStop(service)
  })

  test('while nobody reads its log from a socket', async () => {
    service = await UnreadService.start({ stdio: ['ignore', 'pipe', 'ignore'] })
    await service.fillLog()

    await expectToServeAndToStop(service)
  })

  test('after the reader of its log has gone', async () => {
    const reader = open(fifo, O_RDONLY | O_NONBLOCK)
    const stdout = openSync(fifo, O_WRONLY)
    service = await UnreadService.start({ stdio: ['ignore', stdout, 'ignore'] })
    closeSync(stdout)
    closeSync(reader)
    opened.splice(opened.indexOf(reader), 1)
    await service.fillLog()

    await expectToServeAndToStop(service)
  })

  test.each([
    ['/dev/full', 'w'],
    ['/dev/null', 'r'],
  ])('with a log that cannot be written, to %s opened with "%s"', async (path, flags) => {
    const output = open(path, flags)
    service = await UnreadService.start({ stdio: ['ignore', output, output] })
    await service.fillLog()

    await expectToServeAndToStop(service)
  })

  test('on a terminal that is paused', async () => {
    service = await UnreadService.start({
      stdio: ['ignore', 'pipe', 'ignore'],
      through: ['script', '--quiet', '--return', '/dev/null', '--command'],
    })
    const { pid } = await firstLine(service.stdout)
    await service.fillLog()

    expect(await service.isHealthy()).toBe(true)
    process.kill(pid as number, 'SIGTERM')
    await until(() => hasEnded(pid as number))
  })
})

/** Reads that far and no further. */
async function firstLine(stream: Readable): Promise<LogLine> {
  const [chunk] = (await once(stream, 'data')) as [Buffer]
  stream.pause()
  return JSON.parse(chunk.toString().split('\r\n')[0] ?? '') as LogLine
}

/** Also if its parent, whose output may be blocked, has not noticed yet: then it is a zombie. */
function hasEnded(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')')).startsWith(') Z')
  } catch {
    return true
  }
}

describe('the log goes on, and tells how many lines are missing', () => {
  test('when another reader comes', async () => {
    const reader = open(fifo, O_RDONLY | O_NONBLOCK)
    service = await UnreadService.start({ stdio: ['ignore', open(fifo, O_WRONLY), 'ignore'] })
    await service.fillLog()
    const linesDropped = await service.linesDropped()
    let log = ''
    await until(() => {
      log += readAvailable(reader)
      return log.includes('linesDropped') && log.endsWith('\n')
    })

    const gaps = parsed(log).filter((line) => 'linesDropped' in line)
    expect(gaps).toMatchObject([{ level: 40, linesDropped }])
    expect(await service.end('SIGTERM')).toBe(0)
    expect(parsed(readAvailable(reader)).at(-1)?.msg).toBe('stopped')
  })

  test('when the disk has room again', async () => {
    const disk = new SmallDisk({ sizeMiB: 1 })
    try {
      const path = join(disk.path, 'log')
      const stdout = openSync(path, 'a')
      service = await UnreadService.start({ stdio: ['ignore', stdout, 'ignore'] })
      closeSync(stdout)
      disk.fill()
      await service.fillLog()
      const linesDropped = await service.linesDropped()
      disk.clear()
      await until(() => readFileSync(path, 'utf8').includes('linesDropped'))

      expect(await service.end('SIGTERM')).toBe(0)
      const lines = parsed(readFileSync(path, 'utf8'))
      expect(lines.filter((line) => 'linesDropped' in line)).toMatchObject([{ linesDropped }])
      expect(lines.at(-1)?.msg).toBe('stopped')
    } finally {
      await service?.stop()
      disk.remove()
    }
  })
})

function readAvailable(fd: number): string {
  const buffer = Buffer.alloc(1_048_576)
  try {
    return buffer.toString('utf8', 0, readSync(fd, buffer))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error
    return ''
  }
}

describe('a process that has to end', () => {
  const { nodeOptions, program } = startCommand()

  test('because of a wrong setting does so even if nobody reads why', async () => {
    const output = fullPipe()
    const env = { PATH: process.env['PATH'], PORT: 'x' }
    const args = [...nodeOptions, program]
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', output, output] })

    expect(await once(child, 'exit')).toEqual([1, null])
  })

  test('because of an error that nothing catches logs it without what is attached to it, and ends', async () => {
    const stdio = ['ignore', 'pipe', 'pipe'] as const
    service = await UnreadService.start({ stdio: [...stdio], env: THROWS_ON_SIGUSR2 })
    const lines: LogLine[] = []
    createInterface(service.stdout).on('line', (line) => {
      lines.push(JSON.parse(line) as LogLine)
    })

    expect(await service.end('SIGUSR2')).toBe(1)
    const last = await until(() => lines.find(({ level }) => level === 60))
    expect(last).toMatchObject({ err: { type: 'Error', message: 'boom', code: 'BOOM' } })
    expect(JSON.stringify(last)).not.toContain('ticktock')
  })

  test('because of an error that nothing catches does so even if nobody reads which', async () => {
    unreadPipe()
    const output = open(fifo, O_WRONLY)
    const stdio = ['ignore', output, output] as const
    service = await UnreadService.start({ stdio: [...stdio], env: THROWS_ON_SIGUSR2 })
    await service.fillLog()

    expect(await service.end('SIGUSR2')).toBe(1)
  })
})

/** Has a bug planted, whose error has a secret attached as those of ioredis have. */
const THROWS_ON_SIGUSR2 = {
  NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(
    "process.once('SIGUSR2',()=>{throw Object.assign(new Error('boom'),{code:'BOOM',command:{args:['tick'+'tock']}})})",
  )}`,
}
