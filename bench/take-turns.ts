import type { Measurements } from './rig/measure.ts'
import type { Outcome } from './outcome.ts'
import { say } from './commands/session.ts'
import { formatResult, formatTurn } from './report/tables.ts'
import type { Turn } from './rig/schedule.ts'

/** Takes turns, and shows the progress. */
export async function takeTurns(
  turns: readonly Turn[],
  measurements: Measurements,
  interrupted: AbortSignal,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  const onTurn = (turn: Turn): void => {
    interrupted.throwIfAborted()
    say(formatTurn(turn, outcomes.length, turns.length))
  }
  for await (const outcome of measurements.take(turns, onTurn)) {
    outcomes.push(outcome)
    say(formatResult(outcome))
  }
  return outcomes
}
