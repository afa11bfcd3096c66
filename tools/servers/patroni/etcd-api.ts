import { execFileSync } from 'node:child_process'

import { isOlder } from '../is-older.ts'

/** The first version that renews its lock by a conditional write in version 3 of etcd's API. */
const CONDITIONAL_SINCE = '3.0.3'

/** The version of etcd's API that the installed Patroni can be used with (docs/deployment.md). */
export function etcdApi(): 2 | 3 {
  const [, version = ''] = execFileSync('patroni', ['--version'], { encoding: 'utf8' }).split(' ')
  return isOlder(version, CONDITIONAL_SINCE) ? 2 : 3
}
