export type { Activity } from './activity.ts'
export type { AreaUpdate, FollowedSeats, SaleState, SeatUpdate } from './followed-seats.ts'
export {
  type AdmittedOptions,
  HoldfastClient,
  type HoldTicket,
  type SeatsWanted,
  type Tag,
} from './holdfast-client.ts'
export { HoldfastError, type SeatConflict } from './holdfast-error.ts'
export { formatMoney, minorUnitDigits, type Money } from './money.ts'
export type { ProblemCode, Schemas } from './operations.ts'
export { granted, type RefusalCode } from './replies.ts'
export type { Retries } from './retries.ts'
export type { StreamOptions } from './transport.ts'
export type { ClientOptions, RequestOptions } from './typed-client.ts'
