import { availabilityEndpoint, type AvailabilityEndpointOptions } from './availability.route.ts'
import { type BlockEndpointsOptions, blockEndpoints } from './blocks.route.ts'
import { bookSeatEndpoint, type BookSeatEndpointOptions } from './book-seat.route.ts'
import { type BookingEndpointsOptions, bookingEndpoints } from './bookings.route.ts'
import type { Endpoint } from './endpoint.ts'
import { type EventEndpointsOptions, eventEndpoints } from './events.route.ts'
import { historyEndpoint, type HistoryEndpointOptions } from './history.route.ts'
import { type HoldEndpointsOptions, holdEndpoints } from './holds.route.ts'
import { type OperationEndpointsOptions, operationEndpoints } from './operation.route.ts'

/** All that the routes of the service ask of it. */
export type EndpointsOptions = BookSeatEndpointOptions &
  EventEndpointsOptions &
  AvailabilityEndpointOptions &
  HoldEndpointsOptions &
  BookingEndpointsOptions &
  BlockEndpointsOptions &
  HistoryEndpointOptions &
  OperationEndpointsOptions

/** Every route of the service. */
export function allEndpoints(options: EndpointsOptions): Endpoint[] {
  return [
    bookSeatEndpoint(options),
    ...eventEndpoints(options),
    availabilityEndpoint(options),
    ...holdEndpoints(options),
    ...bookingEndpoints(options),
    ...blockEndpoints(options),
    historyEndpoint(options),
    ...operationEndpoints(options),
  ]
}
