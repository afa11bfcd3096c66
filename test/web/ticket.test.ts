import { expect, test } from '@jest/globals'

import { ticketOf } from '../../web/seat-map/ticket.ts'
import { seatMapTexts } from '../../web/texts/index.ts'
import { GALA } from './messages.ts'
import { smallHall } from './small-hall.ts'

const hall = smallHall()
const shown = { texts: seatMapTexts('en'), hall, standing: hall.standing }
const booked = {
  phase: 'booked',
  bookingId: 'b-1',
  code: 'ABCD-2345',
  holdId: 'h-1',
  seatIds: ['A-1', 'A-2'],
} as const

test('a ticket has the event, its start at the venue, the seats, the total and the code', () => {
  const event = { ...GALA, startsAt: '2027-06-19T18:00:00Z', timeZone: 'Europe/London' }
  const total = { amount: 9_000, currency: 'EUR' }

  expect(ticketOf(booked, { event, shown, total })).toEqual({
    title: GALA.name,
    when: expect.stringMatching(/^Saturday, June 19, 2027 at 7:00\sPM/),
    places: ['Stalls, row A, seat 1', 'Stalls, row A, seat 2'],
    total: 'Total: €90.00',
    code: 'ABCD-2345',
    locale: 'en',
  })
})

test('a ticket of an event without prices and start has neither', () => {
  expect(ticketOf(booked, { event: GALA, shown, total: undefined })).toMatchObject({
    ...{ when: '', total: '' },
  })
})
