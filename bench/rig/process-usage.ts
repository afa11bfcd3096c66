import { readdirSync, readFileSync } from 'node:fs'

/** The unit of the times in `/proc/<pid>/stat`, which is the same on every Linux. */
const TICKS_A_SECOND = 100

/** Another reading is taken when a process has ended during one. */
const READINGS_MAX = 10

/**
 * The CPU time of a process and all of its descendants so far, in seconds; undefined where it is not available.
 * Descendants that have ended are included once their parent has waited for them, as a Postgres server does for its
 * backends.
 */
export function cpuSeconds(pid: number): number | undefined {
  for (let reading = 1; reading <= READINGS_MAX; reading++) {
    try {
      return treeSecondsOf(pid)
    } catch {
      // Not Linux, or one of the processes has just ended. Its parent has its time in the next reading.
    }
  }
  return undefined
}

/** The CPU time of the main thread of a process so far, in seconds, if available. */
export function mainThreadSeconds(pid: number): number | undefined {
  try {
    return scheduledSecondsOf(`/proc/${pid}/task/${pid}`)
  } catch {
    return undefined
  }
}

function treeSecondsOf(pid: number): number {
  const before = statOf(pid)
  const children = tasksOf(pid).flatMap((task) =>
    readFileSync(`${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  )
  const ofChildren = children.reduce((sum, child) => sum + treeSecondsOf(child), 0)
  const { own, ended } = statOf(pid)
  // A child that ended meanwhile would be counted twice, or not at all.
  if (ended !== before.ended) throw new Error('A child process has ended.')
  // The threads' own times are exact to the nanosecond, but those of threads that have ended are only in the ticks.
  return Math.max(own, threadSecondsOf(pid)) + ended + ofChildren
}

function statOf(pid: number): ReturnType<typeof parseStat> {
  return parseStat(readFileSync(`/proc/${pid}/stat`, 'utf8'))
}

/** The CPU time of the running threads of a process, or 0 if the kernel has no scheduler statistics. */
function threadSecondsOf(pid: number): number {
  try {
    return tasksOf(pid).reduce((sum, task) => sum + scheduledSecondsOf(task), 0)
  } catch {
    // A thread has just ended, or the kernel does not count.
    return 0
  }
}

function scheduledSecondsOf(task: string): number {
  const [nanoseconds = ''] = readFileSync(`${task}/schedstat`, 'utf8').split(' ')
  return Number(nanoseconds) / 1e9
}

/**
 * Reads the CPU times out of `/proc/<pid>/stat`, in seconds (proc_pid_stat(5), fields 14 to 17).
 * @returns `own` of the process with all of its threads, and `ended` of children that have ended, with their children
 */
export function parseStat(stat: string): { readonly own: number; readonly ended: number } {
  // The program name comes first, in parentheses, and may contain any character.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields.slice(11, 15).map(Number)
  return {
    own: (user + system) / TICKS_A_SECOND,
    ended: (endedUser + endedSystem) / TICKS_A_SECOND,
  }
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
