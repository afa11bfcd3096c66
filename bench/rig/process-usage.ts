import { readdirSync, readFileSync } from 'node:fs'

/** The unit of the times in `/proc/<pid>/stat`, which is the same on every Linux. */
const TICKS_A_SECOND = 100

/**
 * The CPU time that a process and its children have used so far, in seconds, or nothing where the system does not tell.
 * In nanoseconds where the scheduler tells them, because a hundredth of a second is many requests.
 */
export function cpuSeconds(pid: number): number | undefined {
  try {
    return [pid, ...descendantsOf(pid)].reduce((sum, each) => sum + secondsOf(each), 0)
  } catch {
    // Not Linux, or the process is gone.
    return undefined
  }
}

/** The CPU time that the main thread of a process has used so far, in seconds, where the scheduler tells it. */
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
    // A kernel without these figures has the others.
  }
  return parseStat(readFileSync(`/proc/${pid}/stat`, 'utf8'))
}

/** The time in user and in kernel mode out of `/proc/<pid>/stat`, in seconds (proc_pid_stat(5), fields 14 and 15). */
export function parseStat(stat: string): number {
  // The name of the program comes before, in parentheses, and may have anything in it.
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
