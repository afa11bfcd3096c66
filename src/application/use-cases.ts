import type { HoldTerms } from '../domain/hold.ts'
import { PublicSeatRules, type PublicSeatRulesOptions } from './best-seats/public-seat-rules.ts'
import { TakePlaces } from './best-seats/take-places.ts'
import { ChangeHold } from './changes/change-hold.ts'
import { ChangeSeats, type LockTimes } from './changes/change-seats.ts'
import { type ClientLimits, ClientQuota } from './changes/client-quota.ts'
import { PlaceHold } from './changes/place-hold.ts'
import { SaleCheck, WhileOnSale } from './changes/sale-check.ts'
import { BlockSeats } from './commands/block-seats.ts'
import { BookSeat } from './commands/book-seat.ts'
import { BookSeatWithinQuota } from './commands/book-seat-within-quota.ts'
import { BookSeats } from './commands/book-seats.ts'
import { CancelBooking } from './commands/cancel-booking.ts'
import { ChangeBookingReference } from './commands/change-booking-reference.ts'
import { ChangeEvent } from './commands/change-event.ts'
import { ConfirmHold } from './commands/confirm-hold.ts'
import { CreateEvent } from './commands/create-event.ts'
import { CreateKey } from './commands/create-key.ts'
import { CreateWebhook } from './commands/create-webhook.ts'
import { DeleteEvent } from './commands/delete-event.ts'
import { DeleteKey } from './commands/delete-key.ts'
import { DeleteWebhook } from './commands/delete-webhook.ts'
import { ExpireHolds } from './commands/expire-holds.ts'
import { ExtendHold } from './commands/extend-hold.ts'
import { HoldBestSeats } from './commands/hold-best-seats.ts'
import { HoldSeats } from './commands/hold-seats.ts'
import { MoveBooking } from './commands/move-booking.ts'
import { RedeliverWebhook } from './commands/redeliver-webhook.ts'
import { ReleaseHeldSeats } from './commands/release-held-seats.ts'
import { ReleaseHold } from './commands/release-hold.ts'
import { ReleaseHolds } from './commands/release-holds.ts'
import { ReplacePlan } from './commands/replace-plan.ts'
import { RotateWebhookSecret } from './commands/rotate-webhook-secret.ts'
import { UnblockSeats } from './commands/unblock-seats.ts'
import type { EventSeats } from './event-seats/event-seats.ts'
import type { BookedSeatsPort } from './ports/booked-seats.port.ts'
import type { BookingRepositoryPort } from './ports/booking-repository.port.ts'
import type { ClientSeatsPort } from './ports/client-seats.port.ts'
import type { ClockPort } from './ports/clock.port.ts'
import type { EventRepositoryPort } from './ports/event-repository.port.ts'
import type { EventSummaryPort } from './ports/event-summary.port.ts'
import type { ExpiredSeatsPort } from './ports/expired-seats.port.ts'
import type { HallPort } from './ports/hall.port.ts'
import type { HoldRepositoryPort } from './ports/hold-repository.port.ts'
import type { KeptSeatsPort } from './ports/kept-seats.port.ts'
import type { KeyRepositoryPort } from './ports/key-repository.port.ts'
import type { LockPort } from './ports/lock.port.ts'
import type { SeatHistoryPort } from './ports/seat-history.port.ts'
import type { SeatMarksPort } from './ports/seat-marks.port.ts'
import type { SeatRepositoryPort } from './ports/seat-repository.port.ts'
import type { SeatsSincePort } from './ports/seats-since.port.ts'
import type { StandingAreasPort } from './ports/standing-areas.port.ts'
import type { WebhookRepositoryPort } from './ports/webhook-repository.port.ts'
import type { WebhookSenderPort } from './ports/webhook-sender.port.ts'
import { Availability } from './queries/availability.ts'
import { DescribeChangedSeats } from './queries/describe-changed-seats.ts'
import { DescribeSeats } from './queries/describe-seats.ts'
import { ListKeys } from './queries/list-keys.ts'
import { PriceSeats } from './queries/price-seats.ts'
import { ReadHold } from './queries/read-hold.ts'
import { Reconcile } from './queries/reconcile.ts'
import type { SendMessagePorts } from './webhooks/send-message.ts'

/** The ports of the use cases below. */
export interface UseCasePorts extends SendMessagePorts {
  readonly lock: LockPort
  readonly seats: SeatRepositoryPort
  readonly holds: HoldRepositoryPort
  readonly bookings: BookingRepositoryPort
  readonly clientSeats: ClientSeatsPort
  readonly bookedSeats: BookedSeatsPort
  readonly expiredSeats: ExpiredSeatsPort
  readonly seatsSince: SeatsSincePort
  readonly keptSeats: KeptSeatsPort<EventSeats>
  readonly events: EventRepositoryPort
  readonly summaries: EventSummaryPort
  readonly halls: HallPort
  readonly areas: StandingAreasPort
  readonly marks: SeatMarksPort
  readonly keys: KeyRepositoryPort
  readonly history: SeatHistoryPort
  readonly webhooks: WebhookRepositoryPort
  readonly sender: WebhookSenderPort
  readonly clock: ClockPort
  /** Returns a number from 0 up to but not including 1. */
  readonly random: () => number
}

export type UseCaseLimits = HoldTerms & ClientLimits & LockTimes & PublicSeatRulesOptions

export type UseCases = ReturnType<typeof createUseCases>

/**
 * Creates the use cases that requests call, and `ExpireHolds`. The wiring creates the others, which have ports of their
 * own: those for the setup, for retention, for streams and for the delivery of webhooks.
 */
export function createUseCases(ports: UseCasePorts, limits: UseCaseLimits) {
  const { clock, events, keys, seats } = ports
  const changeSeats = new ChangeSeats(ports, limits)
  const changeHold = new ChangeHold(changeSeats, ports)
  const quota = new ClientQuota(ports, limits)
  const limitsSeats = limits.seatsPerClientMax > 0
  const availability = new Availability(ports)
  const rules = new PublicSeatRules({ ...ports, availability }, limits)
  const placeHold = new PlaceHold(changeSeats, ports, { quota, rules }, limits)
  const bookWithoutLimits = new BookSeat(ports, { ...limits, storesClients: limitsSeats })
  const releaseHold = new ReleaseHold(changeHold)
  const places = new TakePlaces({ ...ports, availability })
  const sale = new SaleCheck(ports)
  return {
    bookSeat: new WhileOnSale(
      limitsSeats
        ? new BookSeatWithinQuota(bookWithoutLimits, ports, quota, limits)
        : bookWithoutLimits,
      sale,
      seats,
    ),
    bookSeats: new WhileOnSale(new BookSeats(changeSeats, places, ports), sale, seats),
    cancelBooking: new CancelBooking(changeSeats, ports),
    moveBooking: new MoveBooking(changeSeats, places, ports),
    changeBookingReference: new ChangeBookingReference(changeSeats, ports),
    holdSeats: new WhileOnSale(new HoldSeats(placeHold, places), sale, seats),
    holdBestSeats: new WhileOnSale(
      new HoldBestSeats(placeHold, { ...ports, availability }, quota),
      sale,
      seats,
    ),
    extendHold: new ExtendHold(changeHold, quota, sale, limits),
    releaseHold,
    releaseHeldSeats: new ReleaseHeldSeats(changeHold, rules),
    releaseHolds: new ReleaseHolds(releaseHold, ports),
    confirmHold: new ConfirmHold(changeHold, ports, quota, sale),
    expireHolds: new ExpireHolds(ports),
    blockSeats: new BlockSeats(changeSeats, places, ports),
    unblockSeats: new UnblockSeats(changeSeats, places, ports),
    createEvent: new CreateEvent({ events, clock }),
    changeEvent: new ChangeEvent({ events, clock }),
    replacePlan: new ReplacePlan(ports),
    deleteEvent: new DeleteEvent(ports),
    createKey: new CreateKey({ keys, clock }),
    deleteKey: new DeleteKey({ keys }),
    listKeys: new ListKeys({ keys }),
    createWebhook: new CreateWebhook(ports),
    deleteWebhook: new DeleteWebhook(ports),
    rotateWebhookSecret: new RotateWebhookSecret(ports),
    redeliverWebhook: new RedeliverWebhook(ports),
    availability,
    readHold: new ReadHold(ports),
    describeSeats: new DescribeSeats(ports),
    describeChangedSeats: new DescribeChangedSeats(ports),
    priceSeats: new PriceSeats(ports),
    reconcile: new Reconcile(ports),
  }
}
