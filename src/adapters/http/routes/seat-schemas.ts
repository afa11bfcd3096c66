import { z } from 'zod'

import type { DescribedSeats } from '../../../application/queries/describe-seats.ts'
import { priceSchema, totalSchema } from './price-schemas.ts'

/** A seat with its label and price in a response, and the total of several. */
export const describedSeatsFields = {
  seats: z.array(
    z
      .strictObject({
        seatId: z.string(),
        areaId: z.string().optional().meta({ description: 'The standing area of a place.' }),
        zone: z.string(),
        row: z.string(),
        number: z.string(),
        category: z.string(),
        price: priceSchema.optional(),
      })
      .meta({ id: 'DescribedSeat' }),
  ),
  total: totalSchema.optional(),
} satisfies Record<keyof DescribedSeats, z.ZodType>
