import { describe, expect, test } from '@jest/globals'

import { parseArguments } from '../../bench/commands/arguments.ts'
import { needsOf, TARGETS } from '../../bench/report/targets.ts'
import { planSchedule } from '../../bench/rig/schedule.ts'
import { SERVERS } from '../../bench/rig/servers.ts'
import { WORKLOADS } from '../../bench/workloads/workloads.ts'
import { UsageError } from '../../tools/command-line.ts'

function namesOf(all: readonly { readonly name: string }[] | undefined): string[] | undefined {
  return all?.map(({ name }) => name)
}

describe('the command line of the benchmark', () => {
  test('selects everything by default', () => {
    const options = parseArguments([])

    expect(options?.servers).toEqual(SERVERS)
    expect(options?.workloads).toEqual(WORKLOADS)
    expect(options?.jsonFile).toBeUndefined()
    expect(options?.chartFile).toBeUndefined()
  })

  test('selects with --quick exactly what most targets need', () => {
    const { servers = [], workloads = [], extent } = parseArguments(['--quick']) ?? {}
    const turns = extent ? planSchedule(servers, workloads, extent) : []
    const slow = WORKLOADS.filter((workload) => workload.slow).map(({ name }) => name)
    const needed = TARGETS.filter(({ command }) => command === undefined)
      .flatMap(needsOf)
      .filter(({ workload }) => !slow.includes(workload))
      .map(({ workload, server }) => `${workload} ${server}`)

    expect(new Set(turns.map(({ workload, spec }) => `${workload.name} ${spec.name}`))).toEqual(
      new Set(needed),
    )
    expect(extent?.rounds).toBeLessThan(Number(parseArguments([])?.extent.rounds))
  })

  test('selects servers, workloads, rounds and files', () => {
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
    // The server does not run that workload, so nothing would be measured.
    ['--only=seed', '--workload=streams'],
  ])('is rejected: %s %s', (...args) => {
    expect(() => parseArguments(args)).toThrow(UsageError)
  })

  test('accepts --help', () => {
    expect(parseArguments(['--help'])).toBeUndefined()
  })
})
