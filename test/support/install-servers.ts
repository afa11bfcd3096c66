import { execFileSync, spawnSync } from 'node:child_process'

/** Programs, each in a Debian package of the same name. */
const SERVERS = ['redis-server', 'haproxy']

/** Makes sure, once before all tests, that the servers which they need are on this machine. */
export default function installServers(): void {
  // Debian keeps servers where the PATH of an ordinary user does not look.
  process.env['PATH'] = `${process.env['PATH'] ?? ''}:/usr/sbin`
  const missing = SERVERS.filter((program) => !runs(program))
  if (missing.length === 0) return
  process.stdout.write(`Installing ${missing.join(', ')} for the tests ...\n`)
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  try {
    run(...sudo, 'apt-get', 'update', '-qq')
    // A package that starts a service of its own would do so in run level 2 and up.
    run(
      ...sudo,
      'env',
      'RUNLEVEL=1',
      'DEBIAN_FRONTEND=noninteractive',
      'apt-get',
      'install',
      '-y',
      '-qq',
      ...missing,
    )
  } catch (cause) {
    throw new Error(
      `The tests run against real servers, and these could not be installed: ${missing.join(', ')}. ` +
        'Install them (Debian: apt-get install redis-server haproxy; macOS: brew install redis haproxy) and try again.',
      { cause },
    )
  }
}

function runs(program: string): boolean {
  return spawnSync(program, ['-v']).status === 0
}

function run(...[program = '', ...args]: string[]): void {
  execFileSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'] })
}
