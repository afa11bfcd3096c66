import { describe, expect, test } from '@jest/globals'

import { parseArguments, UsageError } from '../../bench/arguments.ts'
import { BARS } from '../../bench/bars.ts'
import { seatsFor } from '../../bench/measure.ts'
import { SERVERS } from '../../bench/servers.ts'
import { WORKLOADS } from '../../bench/workloads.ts'

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

  test('asks with --quick for what the bars need', () => {
    const options = parseArguments(['--quick'])
    const needed = new Set(
      BARS.flatMap(({ server, against }) => (against ? [server, against] : [server])),
    )

    expect(new Set(namesOf(options?.servers))).toEqual(needed)
    expect(new Set(namesOf(options?.workloads))).toEqual(
      new Set(BARS.map(({ workload }) => workload)),
    )
    expect(options?.extent.rounds).toBeLessThan(Number(parseArguments([])?.extent.rounds))
  })

  test('names servers, workloads, rounds and files', () => {
    const args =
      '--quick --only seed,memory --workload on-sale --rounds 3 --json a.json --chart b.svg'
    const options = parseArguments(args.split(' '))

    expect(namesOf(options?.servers)).toEqual(['memory', 'seed'])
    expect(namesOf(options?.workloads)).toEqual(['on-sale'])
    expect(options?.extent.rounds).toBe(3)
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

test('no run needs more seats than the default event can have', () => {
  const { servers = [], workloads = [], extent } = parseArguments([]) ?? {}

  for (const server of servers) {
    expect(extent && seatsFor(server, workloads, extent)).toBeLessThanOrEqual(1_000_000)
  }
})
