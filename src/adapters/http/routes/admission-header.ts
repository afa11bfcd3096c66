import { z } from 'zod'

/** The header with the admission token. Its content is checked by `Admission`, and ignored without a key. */
export const admissionHeader = {
  Admission: z.string().max(4_096).optional().meta({
    description:
      'A JSON Web Token of the shop that admits one client to the event, required from the public where `ADMISSION_KEY` is set.',
  }),
}
