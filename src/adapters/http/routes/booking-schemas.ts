import { z } from 'zod'

import type { DescribeSeats } from '../../../application/queries/describe-seats.ts'
import { type Booking, bookingStatus, currentSeatIds } from '../../../domain/booking.ts'
import { printedCode } from '../../../domain/short-code.ts'
import { codeSchema, idSchema, timeSchema } from '../endpoint/schemas.ts'
import { describedSeatsFields } from './seat-schemas.ts'

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
      description:
        'The seats that the booking has. Of a cancelled booking: those that it had at the end.',
    }),
    cancelledSeatIds: z.array(z.string()).optional().meta({
      description: 'All seats that were cancelled, if any.',
    }),
    ...describedSeatsFields,
    status: bookingStatusSchema,
    bookedAt: timeSchema,
    cancelledAt: timeSchema.optional().meta({ description: 'When its last seat was cancelled.' }),
    reference: z.string().optional(),
  })
  .meta({ id: 'Booking' })

/** Describes the seats of bookings. */
export type BookingDescriber = Pick<DescribeSeats, 'execute'>

export async function toBookingBody(booking: Booking, describeSeats: BookingDescriber) {
  const { id, code, eventId, cancelledSeatIds, bookedAt, cancelledAt, reference } = booking
  const seatIds = cancelledAt ? booking.seatIds : currentSeatIds(booking)
  const { seats, total } = await describeSeats.execute(eventId, seatIds)
  return {
    bookingId: id,
    code: printedCode(code),
    eventId,
    seatIds,
    cancelledSeatIds: cancelledSeatIds.length > 0 ? cancelledSeatIds : undefined,
    seats,
    total,
    status: bookingStatus(booking),
    bookedAt: bookedAt.toISOString(),
    cancelledAt: cancelledAt?.toISOString(),
    reference,
  }
}

/** The bookings of an event are described one after the other, so that its plan is read once. */
export async function toBookingBodies(
  bookings: readonly Booking[],
  describeSeats: BookingDescriber,
) {
  const bodies = new Map<string, Awaited<ReturnType<typeof toBookingBody>>>()
  for (const ofOneEvent of Map.groupBy(bookings, ({ eventId }) => eventId).values()) {
    for (const booking of ofOneEvent) {
      bodies.set(booking.id, await toBookingBody(booking, describeSeats))
    }
  }
  return bookings.flatMap(({ id }) => bodies.get(id) ?? [])
}
