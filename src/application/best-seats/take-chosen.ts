import type { ChangeResult, Refused } from '../changes/change-result.ts'
import type { Choice, Contention, Loss } from './contention.ts'

type AnyRefusal = Omit<Loss, 'hasWaited'>

export interface SeatsToTake<Result, Refusal, ChoiceRefusal> {
  readonly contention: Contention
  readonly choose: () => Promise<Choice | Refused<ChoiceRefusal>>
  /** @param waitMs maximum time to wait for locked seats, in milliseconds. Default: that of any request */
  readonly take: (
    choice: Choice,
    waitMs: number | undefined,
  ) => Promise<ChangeResult<Result, Refusal>>
  /** Call once `take` has ended. */
  readonly settle: (choice: Choice) => void
  /** Whether another choice would be refused as well. Default: it depends on the reason alone. */
  readonly isFinal?: (refusal: Refusal | AnyRefusal) => boolean
}

/** Chooses seats and takes them. Repeats until it succeeds or another choice cannot help. */
export async function takeChosen<Result, Refusal extends AnyRefusal, ChoiceRefusal>({
  contention,
  choose,
  take,
  settle,
  isFinal = () => false,
}: SeatsToTake<Result, Refusal, ChoiceRefusal>): Promise<
  ChangeResult<Result, Refusal> | Refused<ChoiceRefusal>
> {
  for (;;) {
    const choice = await choose()
    if (choice.outcome === 'refused') return choice
    const waits = contention.shouldWait(choice)
    const result = await take(choice, waits ? undefined : 0).finally(() => {
      settle(choice)
    })
    if (result.outcome === 'done' || isFinal(result.refusal)) return result
    const refusal: AnyRefusal = result.refusal
    if (!contention.recordLoss(choice, { ...refusal, hasWaited: waits })) return result
  }
}
