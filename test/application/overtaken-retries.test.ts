import { beforeEach, expect, test } from '@jest/globals'

import { bookSeatCommand } from '../builders/book-seat-command.ts'
import { UseCaseFixture } from '../drivers/use-case-fixture.ts'

let office: UseCaseFixture

beforeEach(() => {
  office = new UseCaseFixture({ seatsMax: 100 })
})

/** Lets concurrent changes overtake this number of answers to retries. */
function overtake(count: number): void {
  const acknowledge = office.seats.acknowledge.bind(office.seats)
  let overtaken = 0
  office.seats.acknowledge = async (state) =>
    overtaken++ < count ? 'conflict' : acknowledge(state)
}

const key = { idempotencyKey: 'k-1' }

/** Each caller of `answerRetry`. */
const REQUESTS: readonly (readonly [name: string, execute: () => Promise<unknown>])[] = [
  ['booking a seat', () => office.useCases.bookSeat.execute(bookSeatCommand(key))],
  ['booking seats', () => office.book('b-1', ['A-1', 'A-2'], key)],
  [
    'holding the last seats',
    () =>
      office.useCases.holdBestSeats.execute({
        ...key,
        eventId: 'default',
        holdId: 'h-1',
        code: 'code of h-1',
        tokenDigest: 'token of h-1',
        actor: 'public',
        requestId: 'r-1',
        clientId: undefined,
        quantity: 100,
        adjacent: false,
      }),
  ],
]

test.each(REQUESTS)(
  'a retry of %s is answered although it is overtaken twice',
  async (_, execute) => {
    const first = await execute()
    expect(first).toMatchObject({ outcome: 'done' })
    overtake(2)

    expect(await execute()).toEqual(first)
  },
)

test.each(REQUESTS)('a retry of %s is refused if it is always overtaken', async (_, execute) => {
  await execute()
  overtake(Infinity)

  expect(await execute()).toMatchObject({
    refusal: { reason: expect.stringMatching(/^(locked|overtaken)$/) },
  })
})
