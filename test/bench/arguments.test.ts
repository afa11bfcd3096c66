import { describe, expect, test } from '@jest/globals'

import { parseArguments, UsageError } from '../../bench/commands/arguments.ts'
import { BARS } from '../../bench/report/targets.ts'
import { SERVERS } from '../../bench/rig/servers.ts'
import { planTurns } from '../../bench/rig/schedule.ts'
import { WORKLOADS } from '../../bench/workloads/workloads.ts'

function namesOf(all: readonly { readonly name: string }[] | undefined): string[] | undefined {
  return all?.map(({ name }) => name)
}

describe('the command line of the benchmark', () => {
  test('asks for everything when it says nothing', () => {
    const options = parseArguments([])

    expect(options?.servers).toEqual(SERVERS)
    expect(options?.workloads).toEqual(WORKLOADS)
    expect(options?.jsonFile).toBeUndefined()
    expect(options?.chartFile).toBeUndefined()
  })

  test('asks with --quick for what most bars need, and for nothing else', () => {
    const { servers = [], workloads = [], extent } = parseArguments(['--quick']) ?? {}
    const turns = extent ? planTurns(servers, workloads, extent) : []
    const slow = WORKLOADS.filter((workload) => workload.slow).map(({ name }) => name)
    const needed = BARS.filter(({ workload }) => !slow.includes(workload)).flatMap((bar) =>
      [bar.server, bar.against].flatMap((server) => (server ? `${bar.workload} ${server}` : [])),
    )

    expect(new Set(turns.map(({ workload, spec }) => `${workload.name} ${spec.name}`))).toEqual(
      new Set(needed),
    )
    expect(extent?.rounds).toBeLessThan(Number(parseArguments([])?.extent.rounds))
  })

  test('names servers, workloads, rounds and files', () => {
    const args =
      '--quick --only seed,memory --workload on-sale --rounds 3 --json a.json --chart b.svg'
    const options = parseArguments(args.split(' '))

    expect(namesOf(options?.servers)).toEqual(['memory', 'seed'])
    expect(namesOf(options?.workloads)).toEqual(['on-sale'])
    expect(options?.extent).toMatchObject({ rounds: 3, otherRounds: 3 })
    expect(options?.jsonFile).toBe('a.json')
    expect(options?.chartFile).toBe('b.svg')
  })

  test.each([
    ['--fast'],
    ['quick'],
    ['--only', 'seeds'],
    ['--only', ''],
    ['--workload', 'own,others'],
    ['--rounds', '0'],
    ['--rounds', '1.5'],
    ['--rounds', '6'],
    ['--json'],
  ])('is refused when it says %s %s', (...args) => {
    expect(() => parseArguments(args)).toThrow(UsageError)
  })

  test('may ask for help alone', () => {
    expect(parseArguments(['--help'])).toBeUndefined()
  })
})
