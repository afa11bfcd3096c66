import type { Schemas } from '../../../client/src/index.ts'
import type { SeatMapTexts } from '../../texts/index.ts'
import type { Hall } from '../hall/hall.ts'
import type { StandingPlaces } from '../hall/standing-places.ts'
import type { SeatBoard } from '../live/seat-board.ts'
import type { CheckoutDetail } from './checkout.ts'
import type { HoldKeeper } from './kept-hold.ts'
import type { BuyingClient } from './purchase-state.ts'
import type { Message, VisitDetail, VisitEvent } from './visit-events.ts'

export interface VisitOptions {
  readonly texts: SeatMapTexts
  readonly hall: Hall
  readonly standing: StandingPlaces
  readonly board: SeatBoard
  readonly client: BuyingClient
  readonly event: Pick<Schemas['Event'], 'eventId' | 'checkoutUrl'>
  readonly keeper: HoldKeeper
  /** Ends the visit: no answer of the service has an effect any more. */
  readonly signal?: AbortSignal | undefined
  /** Returns the admission token of the shop, where the service requires one. */
  readonly admission: () => string | undefined
  readonly seatsMax: number
  readonly isOnline: () => boolean
  /** Called after each visible change. */
  readonly onChange: () => void
  /** @returns whether a listener has cancelled the event, which only `checkout` allows */
  readonly onEvent: (type: VisitEvent, detail: VisitDetail | CheckoutDetail) => boolean
  /** Opens the checkout of the shop. */
  readonly goTo: (url: string) => void
  /** Shows a message, or removes the current one. */
  readonly tell: (message: Message | undefined) => void
  /** Announces a text to screen reader users only. */
  readonly say: (text: string) => void
}
