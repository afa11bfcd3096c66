import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'

import type { Timed } from './quantiles.ts'

const SCRIPT = join(import.meta.dirname, 'buyers.lua')

/** The default number of keep-alive connections, each with one request in flight. */
export const CONNECTIONS = 64

/** Longer than a request waits behind all others. */
const TIMEOUT_SECONDS = 10

/** Answers with the same status and response time. */
export interface TimedAnswers extends Timed {
  readonly status: number
}

/** The measurements of wrk. */
export interface Load {
  readonly requests: number
  readonly seconds: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** The number of answers by status. */
  readonly statuses: Readonly<Record<string, number>>
  /** Response times of each status, if the buyers record them. */
  readonly times: readonly TimedAnswers[]
  /** Requests without an answer, and failed connections. */
  readonly unanswered: number
  /** The maximum number of requests in flight at the end. */
  readonly connections: number
}

export interface Buyers {
  readonly url: string
  readonly seconds: number
  /** The kind of buyers in `buyers.lua`, and its arguments. */
  readonly kind: string
  readonly args: readonly (string | number)[]
  /** The file for granted answers. */
  readonly grantsFile?: string | undefined
  readonly connections?: number
}

/** Runs wrk with one thread. */
export async function runWrk({
  url,
  seconds,
  kind,
  args,
  grantsFile = '-',
  connections = CONNECTIONS,
}: Buyers): Promise<Load> {
  const options = ['-t1', `-c${connections}`, `-d${seconds}s`, `--timeout=${TIMEOUT_SECONDS}s`]
  const script = ['-s', SCRIPT, url, '--', kind, grantsFile, ...args.map(String)]
  const child = spawn('wrk', [...options, ...script], { stdio: ['ignore', 'pipe', 'pipe'] })
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ])
  if (code !== 0) throw new Error(`wrk ended with exit code ${code}.\n${stdout}${stderr}`)
  return { ...parseWrk(stdout), connections }
}

/** Combines two loads. The quantiles of all answers are the higher ones. */
export function together(one: Load, other: Load): Load {
  const statuses = { ...one.statuses }
  for (const [status, times] of Object.entries(other.statuses)) {
    statuses[status] = (statuses[status] ?? 0) + times
  }
  return {
    statuses,
    times: [...one.times, ...other.times],
    requests: one.requests + other.requests,
    seconds: Math.max(one.seconds, other.seconds),
    p50Ms: Math.max(one.p50Ms, other.p50Ms),
    p99Ms: Math.max(one.p99Ms, other.p99Ms),
    unanswered: one.unanswered + other.unanswered,
    connections: one.connections + other.connections,
  }
}

/** Reads the line that `buyers.lua` prints at the end. */
export function parseWrk(output: string): Omit<Load, 'connections'> {
  const line = output.split('\n').find((each) => each.startsWith('{'))
  if (line === undefined) throw new Error(`wrk printed no figures.\n${output}`)
  const { requests, durationUs, p50Us, p99Us, unanswered, statuses, times } = JSON.parse(
    line,
  ) as Printed
  return {
    requests,
    seconds: durationUs / 1e6,
    p50Ms: p50Us / 1e3,
    p99Ms: p99Us / 1e3,
    statuses,
    times: times.map(([status, tenths, count]) => ({ status, ms: tenths / 10, count })),
    unanswered,
  }
}

type Printed = Readonly<
  Record<'requests' | 'durationUs' | 'p50Us' | 'p99Us' | 'unanswered', number>
> &
  Pick<Load, 'statuses'> & {
    readonly times: readonly (readonly [status: number, tenthsOfMs: number, count: number])[]
  }

/** A granted answer. */
export interface Grant {
  readonly seatId?: string
  readonly seatIds?: readonly string[]
  readonly holdId?: string
  readonly bookingId?: string
}

/** Reads the file that `buyers.lua` wrote. */
export async function readGrants(file: string): Promise<Grant[]> {
  const grants: Grant[] = []
  for await (const line of createInterface(createReadStream(file))) {
    grants.push(JSON.parse(line) as Grant)
  }
  return grants
}
