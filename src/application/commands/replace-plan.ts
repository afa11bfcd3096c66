import { DEFAULT_EVENT_ID } from '../../domain/default-event.ts'
import type { Event, EventSummary } from '../../domain/event.ts'
import { shrinksAnArea, withKeptPlaces } from '../../domain/kept-places.ts'
import {
  comparePlans,
  isWithinReplacedMax,
  type PlanDifferences,
  withPlan,
} from '../../domain/plan-replacement.ts'
import { unpricedCategories } from '../../domain/prices.ts'
import { isOnSaleTo } from '../../domain/sale.ts'
import {
  conflictsAmong,
  type EventId,
  type Seat,
  type SeatConflict,
  type SeatId,
  statusAt,
} from '../../domain/seat.ts'
import type { SeatingPlan } from '../../domain/seating-plan.ts'
import { repeatIfOvertaken } from '../changes/attempts.ts'
import { type Done, type Overtaken, type Refused, refused } from '../changes/change-result.ts'
import { recordExpiry, type RecordExpiryPorts } from '../changes/record-expiry.ts'
import type { Requester } from '../changes/requester.ts'
import type { NotOnSale } from '../changes/sale-check.ts'
import type { EventRepositoryPort } from '../ports/event-repository.port.ts'
import type { SeatsSincePort } from '../ports/seats-since.port.ts'

export interface ReplacePlanCommand extends Omit<Requester, 'idempotencyKey'> {
  readonly eventId: EventId
  readonly plan: SeatingPlan
  /** Whether to compare the plans only. */
  readonly isDryRun: boolean
  /** Whether this is the state of the event that the requester has read. Ignored in a dry run. */
  readonly isExpected: (event: EventSummary) => boolean
}

export interface ComparedPlan {
  /** The event as it is now. */
  readonly event: EventSummary
  readonly differences: PlanDifferences
  /** The categories of the new plan whose seats have no price, although the event has prices. */
  readonly unpricedCategories: readonly string[]
  /** The removed seats because of which the plan cannot be replaced. */
  readonly inUse: readonly SeatConflict[]
}

/**
 * `plan-fixed`: the plan of the default event follows from a setting. `plan-too-different`: too many seats would be added
 * and removed. `seats-in-use`: seats that are held, booked or blocked would be removed. `overtaken`: all attempts lost to
 * concurrent changes.
 */
export type ReplacePlanRefusal =
  | { readonly reason: 'unknown-event' | 'event-changed' | 'plan-fixed' | 'plan-too-different' }
  | { readonly reason: 'overtaken' }
  | { readonly reason: 'seats-in-use'; readonly conflicts: readonly SeatConflict[] }
  | NotOnSale

export type ReplacePlanResult = Done<ComparedPlan> | Refused<ReplacePlanRefusal>

export interface ReplacePlanPorts extends RecordExpiryPorts {
  readonly events: Pick<EventRepositoryPort, 'findEvent' | 'saveEvent' | 'replacePlan'>
  readonly seatsSince: SeatsSincePort
}

/**
 * Replaces the plan of an event, unless the event has changed since the requester has read it. No seat is locked: the
 * conditional save refuses the change if another request takes one of the removed seats first.
 */
export class ReplacePlan {
  readonly #ports: ReplacePlanPorts

  constructor(ports: ReplacePlanPorts) {
    this.#ports = ports
  }

  async execute(command: ReplacePlanCommand): Promise<ReplacePlanResult> {
    const result = await repeatIfOvertaken(() => this.#attempt(command))
    return result.outcome === 'overtaken' ? refused({ reason: 'overtaken' }) : result
  }

  async #attempt(command: ReplacePlanCommand): Promise<ReplacePlanResult | Overtaken> {
    const { eventId, isDryRun, isExpected } = command
    const { events, seats, clock } = this.#ports
    const event = await events.findEvent(eventId)
    if (!event) return refused({ reason: 'unknown-event' })
    if (eventId === DEFAULT_EVENT_ID) return refused({ reason: 'plan-fixed' })
    const now = clock.now()
    if (!isOnSaleTo('seller', event, now)) return refused({ reason: 'not-on-sale' })

    const taken = await this.#takenIfShrinking(event, command.plan, now)
    const plan = withKeptPlaces(event.plan, command.plan, (seatId) => taken?.has(seatId) === true)
    const differences = comparePlans(event.plan, plan)
    if (!isWithinReplacedMax(differences)) return refused({ reason: 'plan-too-different' })
    const { removed: removedSeats, removedPlaces } = differences
    const removed = await seats.find(eventId, [...removedSeats, ...removedPlaces])
    const inUse = conflictsAmong(removed, now)
    // Other places may be free instead of one that was taken meanwhile.
    if (taken && inUse.some(({ seatId }) => !taken.has(seatId))) return { outcome: 'overtaken' }
    const compared = {
      differences,
      unpricedCategories: unpricedCategories(event.prices, plan),
      inUse,
    }
    if (isDryRun) return { outcome: 'done', result: { event, ...compared } }

    const to = withPlan(event, plan)
    // If there is nothing to change, this may be a retry of a request whose response was lost.
    if (to !== event && !isExpected(event)) return refused({ reason: 'event-changed' })
    if (inUse.length > 0) return refused({ reason: 'seats-in-use', conflicts: inUse })
    if (await this.#recordExpiries(command, removed)) return { outcome: 'overtaken' }
    const saved = await this.#save(command, event, to, { differences, removed })
    if (saved === 'conflict') return { outcome: 'overtaken' }
    return { outcome: 'done', result: { event: to, ...compared } }
  }

  /**
   * Reads which seats are taken, if a standing area loses places. Those that are free are removed.
   * @returns undefined if no area loses places
   */
  async #takenIfShrinking(
    { id, plan }: Event,
    next: SeatingPlan,
    now: Date,
  ): Promise<ReadonlySet<SeatId> | undefined> {
    if (!shrinksAnArea(plan, next)) return undefined
    const update = await this.#ports.seatsSince.seatsSince(id)
    const taken = update?.seats.filter((seat) => statusAt(seat, now) !== 'available') ?? []
    return new Set(taken.map((seat) => seat.id))
  }

  /**
   * Records the expiry of the holds of these seats, none of which is in use, so that the history and the webhooks have it
   * before the seats are removed.
   * @returns whether there are such holds, so that the seats must be read again
   */
  async #recordExpiries(
    { eventId, requestId }: ReplacePlanCommand,
    seats: readonly Seat[],
  ): Promise<boolean> {
    const held = seats.flatMap((seat) => (seat.status === 'held' ? [{ eventId, seat }] : []))
    for (const ofOneHold of Map.groupBy(held, ({ seat }) => seat.holdId).values()) {
      await recordExpiry(this.#ports, ofOneHold, requestId)
    }
    return held.length > 0
  }

  #save(
    { actor, requestId }: ReplacePlanCommand,
    from: Event,
    to: Event,
    {
      differences: { added, addedPlaces },
      removed,
    }: { readonly differences: PlanDifferences; readonly removed: readonly Seat[] },
  ): Promise<'saved' | 'conflict'> {
    const { events, clock } = this.#ports
    const cause = { actor, requestId, at: clock.now() }
    // An unchanged event is saved, too, to make it as durable as a change.
    if (to === from) return events.saveEvent({ from, to, cause })
    return events.replacePlan({ from, to, added: [...added, ...addedPlaces], removed, cause })
  }
}
