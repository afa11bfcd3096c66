import { z } from 'zod'

import { type Booking, bookingStatus, currentSeatIds } from '../../../domain/booking.ts'
import { printedCode } from '../../../domain/short-code.ts'
import { codeSchema, idSchema, timeSchema } from '../endpoint/schemas.ts'

/** The most seats of a request. Enough for a coach party. */
export const BOOKING_SEATS_MAX = 100

export const bookingStatusSchema = z.enum(['booked', 'partially-cancelled', 'cancelled'])

/** A booking in a response. */
export const bookingSchema = z
  .strictObject({
    bookingId: idSchema,
    code: codeSchema,
    eventId: idSchema,
    seatIds: z.array(z.string()).meta({
      description: 'The seats of the booking, without the cancelled ones unless all are cancelled.',
    }),
    cancelledSeatIds: z.array(z.string()).optional().meta({
      description: 'The seats that were cancelled, if any.',
    }),
    status: bookingStatusSchema,
    bookedAt: timeSchema,
    cancelledAt: timeSchema.optional().meta({ description: 'When its last seat was cancelled.' }),
    reference: z.string().optional(),
  })
  .meta({ id: 'Booking' })

export function toBookingBody(booking: Booking) {
  const { id, code, eventId, seatIds, cancelledSeatIds, bookedAt, cancelledAt, reference } = booking
  return {
    bookingId: id,
    code: printedCode(code),
    eventId,
    seatIds: cancelledAt ? seatIds : currentSeatIds(booking),
    cancelledSeatIds: cancelledSeatIds.length > 0 ? cancelledSeatIds : undefined,
    status: bookingStatus(booking),
    bookedAt: bookedAt.toISOString(),
    cancelledAt: cancelledAt?.toISOString(),
    reference,
  }
}
