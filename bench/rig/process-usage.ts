import { readdirSync, readFileSync } from 'node:fs'

/** The unit of the times in `/proc/<pid>/stat`, which is the same on every Linux. */
const TICKS_A_SECOND = 100

/**
 * The CPU time of a process and its children so far, in seconds; undefined where it is not available. Uses the
 * nanoseconds of the scheduler if possible, because a tick of 10 ms is the time of many requests.
 */
export function cpuSeconds(pid: number): number | undefined {
  try {
    return [pid, ...descendantsOf(pid)].reduce((sum, each) => sum + secondsOf(each), 0)
  } catch {
    // Not Linux, or the process is gone.
    return undefined
  }
}

/** The CPU time of the main thread of a process so far, in seconds, if available. */
export function mainThreadSeconds(pid: number): number | undefined {
  try {
    const [running = ''] = readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8').split(' ')
    return Number(running) / 1e9
  } catch {
    return undefined
  }
}

function secondsOf(pid: number): number {
  try {
    const nanoseconds = tasksOf(pid).map((task) => {
      const [running = ''] = readFileSync(`${task}/schedstat`, 'utf8').split(' ')
      return Number(running)
    })
    const sum = nanoseconds.reduce((a, b) => a + b, 0)
    if (sum > 0) return sum / 1e9
  } catch {
    // The kernel has no scheduler statistics; /proc/<pid>/stat is always there.
  }
  return parseStat(readFileSync(`/proc/${pid}/stat`, 'utf8'))
}

/** The time in user and in kernel mode out of `/proc/<pid>/stat`, in seconds (proc_pid_stat(5), fields 14 and 15). */
export function parseStat(stat: string): number {
  // The program name comes first, in parentheses, and may contain any character.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND
}

function descendantsOf(pid: number): number[] {
  const children = tasksOf(pid).flatMap((task) =>
    readFileSync(`${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  )
  return children.flatMap((child) => [child, ...descendantsOf(child)])
}

function tasksOf(pid: number): string[] {
  return readdirSync(`/proc/${pid}/task`).map((id) => `/proc/${pid}/task/${id}`)
}

/** The resident memory of a process, in millions of bytes, if available. */
export function residentMb(pid: number): number | undefined {
  try {
    return parseResidentMb(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    // Not Linux, or the process is gone.
    return undefined
  }
}

/** Reads `VmRSS` of `/proc/<pid>/status` (proc_pid_status(5)), which is in units of 1,024 bytes. */
export function parseResidentMb(status: string): number | undefined {
  const [, units] = /^VmRSS:\s+(\d+) kB$/m.exec(status) ?? []
  return units === undefined ? undefined : (Number(units) * 1_024) / 1e6
}
