import { execFileSync, spawnSync } from 'node:child_process'

import { postgresIsInstalled } from './postgres-server.ts'

/** Makes sure, once before all tests, that the servers which they need are on this machine. */
export default function installServers(): void {
  // Debian keeps servers where the PATH of an ordinary user does not look.
  process.env['PATH'] = `${process.env['PATH'] ?? ''}:/usr/sbin`
  const missing = ['redis-server', 'haproxy'].filter((program) => !runs(program))
  if (!postgresIsInstalled()) missing.push('postgresql')
  if (missing.length === 0) return
  process.stdout.write(`Installing what the tests need: ${missing.join(', ')} ...\n`)
  try {
    apt('update')
    apt('install', '--yes', '--no-install-recommends', ...missing)
  } catch (cause) {
    throw new Error(
      'The tests run against real servers, and these could not be installed: ' +
        `${missing.join(', ')}. Install them (Debian: apt-get install; macOS: brew install) and try again.`,
      { cause },
    )
  }
}

function runs(program: string): boolean {
  return spawnSync(program, ['-v']).status === 0
}

function apt(...args: string[]): void {
  // A package that starts a service of its own would do so in run level 2 and up.
  const command = ['env', 'RUNLEVEL=1', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq', ...args]
  const [program = '', ...rest] = process.getuid?.() === 0 ? command : ['sudo', '-n', ...command]
  execFileSync(program, rest, { stdio: ['ignore', 'ignore', 'inherit'] })
}
