import type { AfterResponseHookFunction, BeforeRequestHookFunction } from 'artillery'

import { recordBooking } from './booking-journal.ts'

/** The answers that a buyer may get, by status: the code in the body. */
const EXPECTED = new Map<number | undefined, string | undefined>([
  [200, undefined],
  [400, 'seat-already-booked'],
  [423, 'seat-locked'],
])

let wantedSeat = 1

/** Every other request is for the seat of the request before it, so that buyers compete for seats at once. */
export const chooseSeat: BeforeRequestHookFunction = (_request, context, _events, done) => {
  const seats = context.vars['seats'] as number
  if (Math.random() < 0.5) wantedSeat = 1 + Math.floor(Math.random() * seats)
  context.vars['seat'] = wantedSeat
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
