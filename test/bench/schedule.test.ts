import { describe, expect, test } from '@jest/globals'

import { parseArguments } from '../../bench/commands/arguments.ts'
import { needsOf, TARGETS } from '../../bench/report/targets.ts'
import { planSchedule, seatsFor, type Turn } from '../../bench/rig/schedule.ts'
import { LARGE_EVENT, SEED, SERVERS } from '../../bench/rig/servers.ts'
import { WORKLOADS } from '../../bench/workloads/workloads.ts'

const extent = { rounds: 2, otherRounds: 1, seconds: 3, warmUpSeconds: 1 }
const { servers = [], workloads = [], extent: fullExtent = extent } = parseArguments([]) ?? {}
const fullRun = planSchedule(servers, workloads, fullExtent)

function turnsOf(workload: string, server: string, turns: readonly Turn[]): number[] {
  return turns
    .filter((turn) => turn.workload.name === workload && turn.spec.name === server)
    .map(({ round }) => round)
}

describe('the schedule of a run', () => {
  const turns = planSchedule(SERVERS, WORKLOADS, extent)

  test('is round by round, after a warm-up', () => {
    const rounds = turns.map(({ round }) => round)

    expect(rounds).toEqual(rounds.toSorted((a, b) => a - b))
    expect(turnsOf('own', SEED, turns)).toEqual([0, 1, 2])
    expect(new Set(turns.map(({ round, seconds }) => `${round}: ${seconds} s`))).toEqual(
      new Set(['0: 1 s', '1: 3 s', '2: 3 s']),
    )
  })

  test('has fewer turns for what no target needs', () => {
    expect(turnsOf('own', 'redlock', turns)).toEqual([0, 1])
    expect(
      turnsOf('own', 'redlock', planSchedule(SERVERS, WORKLOADS, { ...extent, otherRounds: 0 })),
    ).toEqual([])
  })

  test('has no warm-up for a workload with its own', () => {
    expect(turnsOf('many-events', 'many-events', turns)).toEqual([1])
  })

  test('leaves out servers that a workload does not suit', () => {
    expect(turnsOf('hold-confirm', SEED, turns)).toEqual([])
    expect(turnsOf('own', LARGE_EVENT, turns)).toEqual([])
  })
})

test('each target is measured in a full run, or by another command', () => {
  for (const target of TARGETS.filter(({ command }) => command === undefined)) {
    const turns = needsOf(target).map(({ workload, server }) => turnsOf(workload, server, fullRun))

    expect(turns[0]).not.toEqual([])
    expect(turns.at(-1)).toEqual(turns[0])
  }
})

test('no run needs more seats than the default event can have', () => {
  for (const server of SERVERS) {
    expect(seatsFor(server, fullRun)).toBeLessThanOrEqual(1_000_000)
  }
})
