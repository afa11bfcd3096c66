import { installMissing } from '../../tools/servers/install-servers.ts'
import { type Floor, holdAgainstFloors, isGuarded, isNeededFor } from '../floors.ts'
import { asText } from '../report/grid.ts'
import { Measurements } from '../rig/measure.ts'
import type { Outcome } from '../outcome.ts'
import { SERVERS } from '../rig/servers.ts'
import { interruption, say, withServers } from './session.ts'
import { floorGrid, formatFaults } from '../report/tables.ts'
import { takeTurns } from '../take-turns.ts'
import { planTurns, type Turn } from '../rig/schedule.ts'
import { WORKLOADS } from '../workloads/workloads.ts'

/** Half a minute in all, most of it to start the servers and to warm them up. */
const EXTENT = { rounds: 2, otherRounds: 0, seconds: 1, warmUpSeconds: 1 }
/** What is below its floor is measured once more, and longer. */
const AGAIN_ROUNDS = 3

/** The same turns again, in rounds of their own. */
function again(turns: readonly Turn[]): Turn[] {
  const last = turns.filter(({ round }) => round === EXTENT.rounds)
  return Array.from({ length: AGAIN_ROUNDS }, (_, index) =>
    last.map((turn) => ({ ...turn, round: EXTENT.rounds + 1 + index })),
  ).flat()
}

/** @returns whether all is well */
async function guard(): Promise<boolean> {
  const interrupted = interruption()
  const turns = planTurns(SERVERS, WORKLOADS, EXTENT).filter(isGuarded)
  const reserve = again(turns)
  return withServers([...turns, ...reserve], interrupted, async (servers) => {
    const measurements = new Measurements(servers)
    const outcomes = await takeTurns(turns, measurements, interrupted)
    const floors = holdAgainstFloors(outcomes)
    const tooSlow = floors.filter(({ isBelow }) => isBelow)
    if (!isRight(outcomes) || tooSlow.length === 0) return conclude(floors, outcomes)

    say(`\n${asText(floorGrid(floors))}\n`)
    say('\nOnce more what is too slow, since the machine may have had other things to do.\n')
    const needed = reserve.filter(isNeededFor(tooSlow))
    const more = await takeTurns(needed, measurements, interrupted)
    const judged = floors.map((floor) => (floor.isBelow ? measuredAgain(floor, more) : floor))
    return conclude(judged, [...outcomes, ...more])
  })
}

function measuredAgain(floor: Floor, outcomes: readonly Outcome[]): Floor {
  return holdAgainstFloors(outcomes).find(({ title }) => title === floor.title) ?? floor
}

function isRight(outcomes: readonly Outcome[]): boolean {
  return outcomes.every(({ faults }) => faults.length === 0)
}

function conclude(floors: readonly Floor[], outcomes: readonly Outcome[]): boolean {
  say(`\n${asText(floorGrid(floors))}\n`)
  say(formatFaults(outcomes))
  const tooSlow = floors.filter(({ isBelow }) => isBelow)
  if (tooSlow.length > 0) {
    const names = new Set(tooSlow.map(({ server, workload }) => `${server} ${workload}`))
    say('\nToo slow, also when measured again. Where the time goes is told by:\n')
    for (const name of names) say(`  npm run bench:profile -- ${name}\n`)
  }
  return isRight(outcomes) && tooSlow.length === 0
}

installMissing(['redis-server', 'postgresql', 'wrk'])
if (!(await guard())) process.exitCode = 1
