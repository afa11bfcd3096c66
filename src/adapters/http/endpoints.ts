import { activityEndpoint, type ActivityEndpointOptions } from './routes/activity.route.ts'
import {
  availabilityEndpoint,
  type AvailabilityEndpointOptions,
} from './routes/availability.route.ts'
import { type BlockEndpointsOptions, blockEndpoints } from './routes/blocks.route.ts'
import { bookSeatEndpoint, type BookSeatEndpointOptions } from './routes/book-seat.route.ts'
import { type BookingEndpointsOptions, bookingEndpoints } from './routes/bookings.route.ts'
import type { Endpoint } from './endpoint/endpoint.ts'
import { type EventEndpointsOptions, eventEndpoints } from './routes/events.route.ts'
import { historyEndpoint, type HistoryEndpointOptions } from './routes/history.route.ts'
import { holdSeatsEndpoint, type HoldSeatsEndpointOptions } from './routes/hold-seats.route.ts'
import { type HoldEndpointsOptions, holdEndpoints } from './routes/holds.route.ts'
import { streamEndpoint, type StreamEndpointOptions } from './routes/stream.route.ts'
import { type OperationEndpointsOptions, operationEndpoints } from './routes/operation.route.ts'

/** The dependencies of all routes. */
export type EndpointsOptions = BookSeatEndpointOptions &
  EventEndpointsOptions &
  AvailabilityEndpointOptions &
  StreamEndpointOptions &
  HoldSeatsEndpointOptions &
  HoldEndpointsOptions &
  BookingEndpointsOptions &
  BlockEndpointsOptions &
  HistoryEndpointOptions &
  OperationEndpointsOptions &
  ActivityEndpointOptions

export function allEndpoints(options: EndpointsOptions): Endpoint[] {
  return [
    bookSeatEndpoint(options),
    ...eventEndpoints(options),
    availabilityEndpoint(options),
    streamEndpoint(options),
    holdSeatsEndpoint(options),
    ...holdEndpoints(options),
    ...bookingEndpoints(options),
    ...blockEndpoints(options),
    historyEndpoint(options),
    ...operationEndpoints(options),
    activityEndpoint(options),
  ]
}
