import { randomUUID } from 'node:crypto'

import type { RequestHandler } from 'express'

import type { BookSeat } from '../../application/book-seat.ts'
import { DEFAULT_EVENT_ID } from '../../domain/default-event.ts'
import { sendJson, sendBookingError } from './answers.ts'
import { BOOKING_REFUSALS, type ProblemCode } from './problems.ts'
import { bookSeatBodySchema, idempotencyKeySchema, parse, seatIdSchema } from './schemas.ts'

/** Where decided bookings are counted; a refused one under the code that it is answered with. */
export interface BookingMetrics {
  bookingDecided(outcome: 'booked' | ProblemCode): void
}

/** `POST /api/book/:seatId`: books one seat of the default event. */
export function bookSeatRoute(
  bookSeat: Pick<BookSeat, 'execute'>,
  metrics: BookingMetrics,
): RequestHandler {
  return async (req, res) => {
    const seatId = parse(seatIdSchema, req.params['seatId'], 'seatId')
    const { reference } = parse(bookSeatBodySchema, req.body ?? {}, 'body')
    const idempotencyKey = parse(
      idempotencyKeySchema,
      req.headers['idempotency-key'],
      'Idempotency-Key',
    )

    const result = await bookSeat.execute({
      eventId: DEFAULT_EVENT_ID,
      seatId,
      bookingId: randomUUID(),
      reference,
      idempotencyKey,
      actor: 'public',
      requestId: res.locals.requestId,
    })

    if (result.outcome === 'booked') {
      metrics.bookingDecided('booked')
      sendJson(res, 200, {
        status: 200,
        message: `Seat ${seatId} booked successfully.`,
        seatId,
        bookingId: result.bookingId,
      })
    } else {
      const { code, message } = BOOKING_REFUSALS[result.reason]
      metrics.bookingDecided(code)
      sendBookingError(res, code, message(seatId))
    }
  }
}
