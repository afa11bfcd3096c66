import { cancel, cancelSeats, changeReference, move } from './booking-rules.ts'
import type { HallModel } from './hall-model.ts'
import { confirm, extend, hold, holdBest, release, releaseSeats } from './hold-rules.ts'
import { bookPlaces, holdPlaces } from './place-rules.ts'
import type { Asked, Ids } from './requests.ts'
import { block, book, unblock } from './sale-rules.ts'
import type { Verdict } from './verdict.ts'

/**
 * The documented results of a request.
 * @param chosen the seats of the result, some of which the service may have chosen
 */
export function judge(
  model: HallModel,
  asked: Asked,
  ids: Ids,
  chosen: readonly string[],
): Verdict {
  switch (asked.to) {
    case 'hold':
      return hold(model, asked, asked.seatIds, ids)
    case 'hold places':
      return holdPlaces(model, asked, chosen, ids)
    case 'hold the best':
      return holdBest(model, asked, chosen, ids)
    case 'extend':
      return extend(model, asked)
    case 'release':
      return release(model, asked)
    case 'release seats':
      return releaseSeats(model, asked)
    case 'confirm':
      return confirm(model, asked, ids)
    case 'book':
      return book(model, asked, ids)
    case 'book places':
      return bookPlaces(model, asked, chosen, ids)
    case 'cancel':
      return cancel(model, asked)
    case 'cancel seats':
      return cancelSeats(model, asked)
    case 'move':
      return move(model, asked)
    case 'change the reference':
      return changeReference(model, asked)
    case 'block':
      return block(model, asked)
    case 'unblock':
      return unblock(model, asked)
  }
}
