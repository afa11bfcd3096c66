import { execFileSync } from 'node:child_process'

import type { Workload } from './workload.ts'

/** The number of processes that share the connections of a crowd. A single one would be busier than the service. */
export const CLIENT_PROCESSES = 2

/** For the database, the log and the libraries of a server. */
const OTHER_FILES = 500

/**
 * Checks that a server may have as many open files as the workloads have connections.
 * @param limit the limit of this process, which the servers and the clients inherit
 * @throws an error that names the limit and the remedy
 */
export function checkOpenFiles(
  workloads: Iterable<Pick<Workload, 'name' | 'openFiles'>>,
  limit: number = openFilesMax(),
): void {
  for (const { name, openFiles = 0 } of workloads) {
    const needed = openFiles + OTHER_FILES
    if (needed <= limit) continue
    throw new Error(
      `The workload ${name} needs ${needed} open files, and the limit is ${limit}. ` +
        `Raise it with "ulimit -Hn ${needed}" as root, or choose other workloads.`,
    )
  }
}

/** Node raises its own limit to the hard limit when it starts. */
function openFilesMax(): number {
  const limit = execFileSync('sh', ['-c', 'ulimit -n'], { encoding: 'utf8' }).trim()
  return limit === 'unlimited' ? Infinity : Number(limit)
}
