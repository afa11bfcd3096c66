import { readFileSync } from 'node:fs'

/** The memory that a process has in use, in millions of bytes, where the system tells. */
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
