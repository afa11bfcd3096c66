import type { AfterResponseHookFunction, BeforeRequestHookFunction } from 'artillery'

import { recordBooking } from './booking-journal.ts'

/** The answers that a buyer may get, by status: the code in the body. */
const EXPECTED = new Map<number | undefined, string | undefined>([
  [200, undefined],
  [400, 'seat-already-booked'],
  [423, 'seat-locked'],
])

/** Draws the seat for a request, mostly from the front: those are fought over, while some at the back stay free. */
export const chooseSeat: BeforeRequestHookFunction = (_request, context, _events, done) => {
  const seats = context.vars['seats'] as number
  context.vars['seat'] = 1 + Math.floor(seats * Math.random() ** 3)
  done()
}

/** Notes a booking. Any other answer than a buyer may get fails the buyer, and with it the run. */
export const checkAnswer: AfterResponseHookFunction = async (_request, response, context) => {
  const { statusCode: status, body } = response
  const { seatId, code } = JSON.parse(body as string) as { seatId: string; code?: string }
  if (!EXPECTED.has(status) || EXPECTED.get(status) !== code) {
    throw new Error(`unexpected answer ${status} ${code}`)
  }
  if (status === 200) recordBooking(context.vars['$testId'] as string, seatId)
}
