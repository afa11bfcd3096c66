import { type Buyer, isOnSaleTo, saleStateAt } from '../../domain/sale.ts'
import type { EventId } from '../../domain/seat.ts'
import type { ClockPort } from '../ports/clock.port.ts'
import type { EventSummaryPort } from '../ports/event-summary.port.ts'
import type { SeatRepositoryPort } from '../ports/seat-repository.port.ts'
import { type Refused, refused } from './change-result.ts'
import { wasExecuted } from './retries.ts'
import type { UseCase } from './use-case.ts'

export interface NotOnSale {
  readonly reason: 'not-on-sale'
  /** When the public sale opens, if it has not opened yet. */
  readonly opensAt?: Date | undefined
}

export interface SaleCheckPorts {
  readonly summaries: EventSummaryPort
  readonly clock: ClockPort
}

/** Checks whether seats of an event may be sold now. */
export class SaleCheck {
  readonly #ports: SaleCheckPorts

  constructor(ports: SaleCheckPorts) {
    this.#ports = ports
  }

  /** @returns undefined if they may be sold; also if the event does not exist, which the use case finds out itself */
  async check(eventId: EventId, buyer: Buyer): Promise<Refused<NotOnSale> | undefined> {
    const event = await this.#ports.summaries.findSummary(eventId)
    const now = this.#ports.clock.now()
    if (!event || isOnSaleTo(buyer, event, now)) return undefined
    const isEarly = saleStateAt(event, now) === 'not-yet-open'
    return refused({ reason: 'not-on-sale', opensAt: isEarly ? event.saleOpensAt : undefined })
  }
}

interface RequestOfClient {
  /** The client of a public request; undefined for sellers, and in requests that only sellers can send. */
  readonly clientId?: string | undefined
}

export function buyerOf({ clientId }: RequestOfClient): Buyer {
  return clientId === undefined ? 'seller' : 'public'
}

/** The part of a request to hold or book seats that the check needs. */
interface SaleRequest extends RequestOfClient {
  readonly eventId: EventId
  readonly idempotencyKey?: string | undefined
}

/** A use case that holds or books seats. Refuses requests outside the sale before any seat is locked or read. */
export class WhileOnSale<Command extends SaleRequest, Result> {
  readonly #useCase: UseCase<Command, Result>
  readonly #sale: SaleCheck
  readonly #seats: Pick<SeatRepositoryPort, 'findIdempotencyRecord'>

  constructor(
    useCase: UseCase<Command, Result>,
    sale: SaleCheck,
    seats: Pick<SeatRepositoryPort, 'findIdempotencyRecord'>,
  ) {
    this.#useCase = useCase
    this.#sale = sale
    this.#seats = seats
  }

  async execute(command: Command): Promise<Result | Refused<NotOnSale>> {
    const refusal = await this.#sale.check(command.eventId, buyerOf(command))
    // A retry gets the result of its first execution, even if the sale has closed since.
    if (refusal && !(await wasExecuted(this.#seats, command))) return refusal
    return this.#useCase.execute(command)
  }
}
