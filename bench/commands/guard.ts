import { parseCommandLine, runCommand } from '../../tools/command-line.ts'
import { installMissing } from '../../tools/servers/install-servers.ts'
import { asText } from '../report/grid.ts'
import { formatFaults, thresholdGrid } from '../report/tables.ts'
import { checkThresholds, isGuarded, isNeededFor, type ThresholdCheck } from '../report/targets.ts'
import type { Outcome } from '../rig/figures.ts'
import { Measurements } from '../rig/measure.ts'
import { planSchedule, type Turn } from '../rig/schedule.ts'
import { SERVERS } from '../rig/servers.ts'
import { WORKLOADS } from '../workloads/workloads.ts'
import { interruption, runSchedule, say, withServers } from './session.ts'

const USAGE = `Usage: npm run bench:guard

Compares this service with two peers and bare Express, in half a minute. Exits
with 1 when a ratio of requests per second is below its threshold, or when an
answer was wrong.

  --help  prints this text
`

/** Takes half a minute in all, most of it for starting and warm-up. */
const EXTENT = { rounds: 2, otherRounds: 0, seconds: 1, warmUpSeconds: 1 }
/** A ratio below its threshold is measured again in this many rounds. */
const AGAIN_ROUNDS = 3

/** The same turns again, in additional rounds. */
function again(turns: readonly Turn[]): Turn[] {
  const last = turns.filter(({ round }) => round === EXTENT.rounds)
  return Array.from({ length: AGAIN_ROUNDS }, (_, index) =>
    last.map((turn) => ({ ...turn, round: EXTENT.rounds + 1 + index })),
  ).flat()
}

/** @returns whether all thresholds are met and all answers are correct */
async function guard(): Promise<boolean> {
  const interrupted = interruption()
  const turns = planSchedule(SERVERS, WORKLOADS, EXTENT).filter(isGuarded)
  const reserve = again(turns)
  return withServers([...turns, ...reserve], interrupted, async (servers) => {
    const measurements = new Measurements(servers)
    const outcomes = await runSchedule(turns, measurements, interrupted)
    const thresholds = checkThresholds(outcomes)
    const tooSlow = thresholds.filter(({ isBelow }) => isBelow)
    if (!isRight(outcomes) || tooSlow.length === 0) return conclude(thresholds, outcomes)

    say(`\n${asText(thresholdGrid(thresholds))}\n`)
    say('\nMeasuring ratios below their threshold again, because the machine may have been busy.\n')
    const needed = reserve.filter(isNeededFor(tooSlow))
    const more = await runSchedule(needed, measurements, interrupted)
    const judged = thresholds.map((threshold) =>
      threshold.isBelow ? measuredAgain(threshold, more) : threshold,
    )
    return conclude(judged, [...outcomes, ...more])
  })
}

function measuredAgain(threshold: ThresholdCheck, outcomes: readonly Outcome[]): ThresholdCheck {
  return checkThresholds(outcomes).find(({ title }) => title === threshold.title) ?? threshold
}

function isRight(outcomes: readonly Outcome[]): boolean {
  return outcomes.every(({ faults }) => faults.length === 0)
}

function conclude(thresholds: readonly ThresholdCheck[], outcomes: readonly Outcome[]): boolean {
  say(`\n${asText(thresholdGrid(thresholds))}\n`)
  say(formatFaults(outcomes))
  const tooSlow = thresholds.filter(({ isBelow }) => isBelow)
  if (tooSlow.length > 0) {
    const names = new Set(tooSlow.map(({ server, workload }) => `${server} ${workload}`))
    say('\nStill too slow. To see where the time goes, run:\n')
    for (const name of names) say(`  npm run bench:profile -- ${name}\n`)
  }
  return isRight(outcomes) && tooSlow.length === 0
}

async function main(): Promise<void> {
  const { values } = parseCommandLine({ options: { help: { type: 'boolean', short: 'h' } } })
  if (values.help) {
    say(USAGE)
    return
  }
  installMissing(['redis-server', 'postgresql', 'wrk'])
  if (!(await guard())) process.exitCode = 1
}

await runCommand(main, USAGE)
