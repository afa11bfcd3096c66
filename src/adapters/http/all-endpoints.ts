import type { Endpoint } from './endpoint/endpoint.ts'
import { activityEndpoint, type ActivityEndpointOptions } from './routes/activity.route.ts'
import {
  availabilityEndpoint,
  type AvailabilityEndpointOptions,
} from './routes/availability.route.ts'
import { blockEndpoints, type BlockEndpointsOptions } from './routes/blocks.route.ts'
import { bookSeatEndpoint, type BookSeatEndpointOptions } from './routes/book-seat.route.ts'
import { bookingEndpoints, type BookingEndpointsOptions } from './routes/bookings.route.ts'
import {
  changeBookingEndpoints,
  type ChangeBookingEndpointsOptions,
} from './routes/change-booking.route.ts'
import {
  changeEventEndpoint,
  type ChangeEventEndpointOptions,
} from './routes/change-event.route.ts'
import {
  deleteEventEndpoint,
  type DeleteEventEndpointOptions,
} from './routes/delete-event.route.ts'
import { eventEndpoints, type EventEndpointsOptions } from './routes/events.route.ts'
import { getHoldEndpoints, type GetHoldEndpointsOptions } from './routes/get-hold.route.ts'
import { historyEndpoint, type HistoryEndpointOptions } from './routes/history.route.ts'
import { holdSeatsEndpoint, type HoldSeatsEndpointOptions } from './routes/hold-seats.route.ts'
import { holdEndpoints, type HoldEndpointsOptions } from './routes/holds.route.ts'
import { keyEndpoints, type KeyEndpointsOptions } from './routes/keys.route.ts'
import {
  listBookingsEndpoints,
  type ListBookingsEndpointsOptions,
} from './routes/list-bookings.route.ts'
import { listEventsEndpoint, type ListEventsEndpointOptions } from './routes/list-events.route.ts'
import { monitoringEndpoints, type MonitoringEndpointsOptions } from './routes/monitoring.route.ts'
import { reconcileEndpoint, type ReconcileEndpointOptions } from './routes/reconcile.route.ts'
import { releaseEndpoints, type ReleaseEndpointsOptions } from './routes/release-holds.route.ts'
import {
  replacePlanEndpoint,
  type ReplacePlanEndpointOptions,
} from './routes/replace-plan.route.ts'
import { streamEndpoint, type StreamEndpointOptions } from './routes/stream.route.ts'
import {
  webhookDeliveryEndpoints,
  type WebhookDeliveryEndpointsOptions,
} from './routes/webhook-deliveries.route.ts'
import { webhookEndpoints, type WebhookEndpointsOptions } from './routes/webhooks.route.ts'

/** The dependencies of all routes. */
export type EndpointsOptions = BookSeatEndpointOptions &
  EventEndpointsOptions &
  ListEventsEndpointOptions &
  ChangeEventEndpointOptions &
  ReplacePlanEndpointOptions &
  DeleteEventEndpointOptions &
  AvailabilityEndpointOptions &
  StreamEndpointOptions &
  HoldSeatsEndpointOptions &
  GetHoldEndpointsOptions &
  ReleaseEndpointsOptions &
  HoldEndpointsOptions &
  BookingEndpointsOptions &
  ChangeBookingEndpointsOptions &
  ListBookingsEndpointsOptions &
  ReconcileEndpointOptions &
  BlockEndpointsOptions &
  HistoryEndpointOptions &
  KeyEndpointsOptions &
  WebhookEndpointsOptions &
  WebhookDeliveryEndpointsOptions &
  MonitoringEndpointsOptions &
  ActivityEndpointOptions

export function allEndpoints(options: EndpointsOptions): Endpoint[] {
  return [
    bookSeatEndpoint(options),
    ...eventEndpoints(options),
    listEventsEndpoint(options),
    changeEventEndpoint(options),
    replacePlanEndpoint(options),
    deleteEventEndpoint(options),
    availabilityEndpoint(options),
    streamEndpoint(options),
    holdSeatsEndpoint(options),
    ...getHoldEndpoints(options),
    ...releaseEndpoints(options),
    ...holdEndpoints(options),
    ...bookingEndpoints(options),
    ...changeBookingEndpoints(options),
    ...listBookingsEndpoints(options),
    reconcileEndpoint(options),
    ...blockEndpoints(options),
    historyEndpoint(options),
    ...keyEndpoints(options),
    ...webhookEndpoints(options),
    ...webhookDeliveryEndpoints(options),
    ...monitoringEndpoints(options),
    activityEndpoint(options),
  ]
}
