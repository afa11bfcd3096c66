import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'

import { readConfig } from '../src/config.ts'

const { DATABASE_CONNECTION_LIFETIME_MS } = readConfig({})

const balancer = readFileSync('deploy/patroni/haproxy.cfg', 'utf8')
const patroni = parse(readFileSync('deploy/patroni/patroni.yml', 'utf8')) as {
  readonly bootstrap: {
    readonly dcs: Readonly<Record<string, unknown>> & {
      readonly ttl: number
      readonly loop_wait: number
      readonly retry_timeout: number
    }
    readonly initdb: readonly unknown[]
  }
}
const { dcs, initdb } = patroni.bootstrap

describe('the Patroni cluster', () => {
  const variables = readFileSync('deploy/patroni/node.env', 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))

  test('acknowledges a commit only when a standby has it', () => {
    expect(dcs).toMatchObject({ synchronous_mode: true })
  })

  test('gives Patroni time to renew its lock before the lock expires', () => {
    expect(dcs.ttl).toBeGreaterThanOrEqual(dcs.loop_wait + 2 * dcs.retry_timeout)
  })

  test('has the encoding that the service needs', () => {
    expect(initdb).toContainEqual({ encoding: 'UTF8' })
  })

  test('renews its lock by a conditional write also with Patroni before 3.0.3', () => {
    const [steps] = readFileSync('docs/deployment.md', 'utf8').split('### Test of the failovers')

    expect(variables).toContainEqual(expect.stringMatching(/^PATRONI_ETCD_HOSTS=/))
    expect(steps).toMatch(/^ *ETCD_ENABLE_V2=true$/m)
  })

  test('has a file with the variables of a node, without passwords', () => {
    for (const variable of variables) expect(variable).toMatch(/^PATRONI_[A-Z\d_]+=\S+$/)
    const passwords = variables.filter((variable) => variable.includes('PASSWORD'))
    expect(passwords).toHaveLength(3)
    for (const password of passwords) expect(password).toMatch(/=change-me$/)
  })
})

describe('the balancer of the Patroni cluster', () => {
  test('has a configuration that HAProxy accepts', () => {
    const check = () => execFileSync('haproxy', ['-c', '-f', 'deploy/patroni/haproxy.cfg'])

    expect(check).not.toThrow()
  })

  test('leads to the primary only, and closes connections to a former one', () => {
    expect(balancer).toMatch(/^ {2}option httpchk GET \/primary$/m)
    expect(balancer).toMatch(/^ {2}default-server .* on-marked-down shutdown-sessions$/m)
  })

  test('keeps idle connections for longer than the service', () => {
    const timeouts = Array.from(balancer.matchAll(/timeout (?:client|server) (\d+)m$/gm))

    expect(timeouts).toHaveLength(2)
    for (const [, minutes] of timeouts) {
      expect(Number(minutes) * 60_000).toBeGreaterThan(DATABASE_CONNECTION_LIFETIME_MS)
    }
  })
})

describe('PgBouncer', () => {
  const pooler = readFileSync('deploy/pgbouncer/pgbouncer.ini', 'utf8')
  const [, maxStatements] = /^max_prepared_statements = (\d+)$/m.exec(pooler) ?? []

  test('keeps prepared statements in transaction mode', () => {
    expect(pooler).toMatch(/^pool_mode = transaction$/m)
    expect(Number(maxStatements)).toBeGreaterThan(0)
  })

  test('resets the search_path after each transaction, which pg_dump would leave empty', () => {
    expect(pooler).toMatch(/^server_reset_query = reset search_path$/m)
    expect(pooler).toMatch(/^server_reset_query_always = 1$/m)
  })

  test('connects to the balancer of the Patroni cluster', () => {
    const [, port] = /bind 127\.0\.0\.1:(\d+)/.exec(balancer) ?? []

    expect(pooler).toMatch(new RegExp(`^holdfast = host=127\\.0\\.0\\.1 port=${port}$`, 'm'))
  })
})
