import { readdirSync, readFileSync } from 'node:fs'

/** Sends a signal to a process and its children, the process first, so that it starts no more of them. */
export function signalTree(pid: number, signal: NodeJS.Signals): void {
  for (const each of [pid, ...childrenOf(pid)]) {
    try {
      process.kill(each, signal)
    } catch {
      // It has exited.
    }
  }
}

/** Reads the folder /proc of Linux. */
function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => parentOf(pid) === parent)
}

function parentOf(pid: number): number | undefined {
  try {
    const [, afterName = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')
    return Number(afterName.split(' ')[1])
  } catch {
    return undefined
  }
}
