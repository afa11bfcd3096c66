import type { Schemas } from '../../../client/src/index.ts'

/** A seating plan as the service sends it. */
export type Plan = Schemas['SeatingPlan']
