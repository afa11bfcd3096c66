import { execFileSync, spawnSync } from 'node:child_process'

/** Makes sure, once before all tests, that the servers which they need are on this machine. */
export default function installServers(): void {
  if (runs('redis-server')) return
  process.stdout.write('Installing a Redis server for the tests ...\n')
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
      'redis-server',
    )
  } catch (cause) {
    throw new Error(
      'The tests run against a real Redis server, and none could be installed. ' +
        'Install one (Debian: apt-get install redis-server; macOS: brew install redis) and try again.',
      { cause },
    )
  }
}

function runs(program: string): boolean {
  return spawnSync(program, ['--version']).status === 0
}

function run(...[program = '', ...args]: string[]): void {
  execFileSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'] })
}
