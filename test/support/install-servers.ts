import { execFileSync, spawnSync } from 'node:child_process'

import { postgresIsInstalled } from './postgres-server.ts'

/** Makes sure, once before all tests, that the servers which they need are on this machine. */
export default function installServers(): void {
  installMissing(['redis-server', 'haproxy', 'postgresql'])
}

/** Installs those of Debian's packages whose programs are not on this machine. */
export function installMissing(packages: readonly string[]): void {
  // Debian keeps servers where the PATH of an ordinary user does not look.
  process.env['PATH'] = `${process.env['PATH'] ?? ''}:/usr/sbin`
  const missing = packages.filter((name) => !isInstalled(name))
  if (missing.length === 0) return
  process.stdout.write(`Installing what is needed: ${missing.join(', ')} ...\n`)
  try {
    apt('update')
    apt('install', '--yes', '--no-install-recommends', ...missing)
  } catch (cause) {
    throw new Error(
      'This runs against real servers, and these programs could not be installed: ' +
        `${missing.join(', ')}. Install them (Debian: apt-get install; macOS: brew install) and try again.`,
      { cause },
    )
  }
}

function isInstalled(name: string): boolean {
  // Not every program takes -v for a question, but one that is not there fails in another way.
  return name === 'postgresql' ? postgresIsInstalled() : !spawnSync(name, ['-v']).error
}

function apt(...args: string[]): void {
  // A package that starts a service of its own would do so in run level 2 and up.
  const command = ['env', 'RUNLEVEL=1', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq', ...args]
  const [program = '', ...rest] = process.getuid?.() === 0 ? command : ['sudo', '-n', ...command]
  execFileSync(program, rest, { stdio: ['ignore', 'ignore', 'inherit'] })
}
