import { execFileSync, spawnSync } from 'node:child_process'

import { findChromium } from './chromium.ts'
import { postgresIsInstalled } from './postgres-server.ts'

/** Makes sure, once before all tests, that the servers, the browser and the compiler which they need are on this machine. */
export default function installServers(): void {
  installMissing(['redis-server', 'haproxy', 'postgresql', 'pgbouncer', 'chromium', 'gcc'])
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
  // Not every program takes -v for a question, but one that is not there fails in another way.
  if (name === 'postgresql') return postgresIsInstalled()
  if (name === 'chromium') return findChromium() !== undefined
  return !spawnSync(name, ['-v']).error
}

/**
 * A machine without a browser may have no font either, and then the browser draws boxes. A compiler needs the headers
 * of the C library.
 */
function withWhatItNeeds(name: string): string[] {
  if (name === 'chromium') return [name, 'fonts-dejavu-core']
  return name === 'gcc' ? [name, 'libc6-dev'] : [name]
}

function apt(...args: string[]): void {
  // A package that starts a service of its own would do so in run level 2 and up.
  const command = ['env', 'RUNLEVEL=1', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq', ...args]
  const [program = '', ...rest] = process.getuid?.() === 0 ? command : ['sudo', '-n', ...command]
  execFileSync(program, rest, { stdio: ['ignore', 'ignore', 'inherit'] })
}
