import { execFileSync, spawnSync } from 'node:child_process'

import { findChromium } from './chromium.ts'
import { postgresIsInstalled } from './postgres-server.ts'

/** Runs once before all tests: installs the servers, the browser and the compiler that they need. */
export default function installServers(): void {
  installMissing(['redis-server', 'haproxy', 'postgresql', 'pgbouncer', 'chromium', 'gcc'])
}

/** Installs the Debian packages whose programs are missing. */
export function installMissing(packages: readonly string[]): void {
  // Debian installs servers in a folder that is not on the PATH of ordinary users.
  process.env['PATH'] = `${process.env['PATH'] ?? ''}:/usr/sbin`
  const missing = packages.filter((name) => !isInstalled(name))
  if (missing.length === 0) return
  process.stdout.write(`Installing ${missing.join(', ')} ...\n`)
  try {
    apt('update')
    apt('install', '--yes', '--no-install-recommends', ...missing.flatMap(withWhatItNeeds))
  } catch (cause) {
    throw new Error(
      'This runs against real servers, and these programs could not be installed: ' +
        `${missing.join(', ')}. Install them (Debian: apt-get install; macOS: brew install) and try again. ` +
        'CHROMIUM may name the program of a browser that is elsewhere.',
      { cause },
    )
  }
}

function isInstalled(name: string): boolean {
  // Not every program accepts -v, but only a missing one fails to start.
  if (name === 'postgresql') return postgresIsInstalled()
  if (name === 'chromium') return findChromium() !== undefined
  // etcd is a server even with -v.
  if (name === 'etcd-server') return !spawnSync('etcd', ['--version']).error
  return !spawnSync(name, ['-v']).error
}

/**
 * The browser needs a font, or it draws boxes. The compiler needs the headers of the C library.
 */
function withWhatItNeeds(name: string): string[] {
  if (name === 'chromium') return [name, 'fonts-dejavu-core']
  return name === 'gcc' ? [name, 'libc6-dev'] : [name]
}

function apt(...args: string[]): void {
  // Packages that start a service do so from run level 2 on.
  const command = ['env', 'RUNLEVEL=1', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq', ...args]
  const [program = '', ...rest] = process.getuid?.() === 0 ? command : ['sudo', '-n', ...command]
  execFileSync(program, rest, { stdio: ['ignore', 'ignore', 'inherit'] })
}
