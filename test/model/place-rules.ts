import type { HallModel } from './hall-model.ts'
import { hold, isActive } from './hold-rules.ts'
import { type Ids, type Request, tokenOf } from './requests.ts'
import { book } from './sale-rules.ts'
import { AREA, PLACES } from './small-hall.ts'
import { no, obstacles, type Refusal, type Verdict } from './verdict.ts'

export function freePlaces(model: HallModel): string[] {
  return PLACES.filter((seatId) => model.statusOf(seatId) === 'available')
}

type Places = Pick<Request<'book places'>, 'seatIds' | 'areas'>

/** Any free places, together with the named seats. */
export function holdPlaces(
  model: HallModel,
  asked: Request<'hold places'>,
  chosen: readonly string[],
  ids: Ids,
): Verdict {
  const given = model.holds.find(({ id }) => tokenOf(id) === asked.bearer)
  const own = given && isActive(model, given) ? given : undefined
  const places = placesIn(chosen, [...(own?.seatIds ?? []), ...asked.seatIds])
  if (isGood(model, asked, places)) return hold(model, asked, [...asked.seatIds, ...places], ids)
  const verdict = hold(model, asked, [...asked.seatIds, ...standInsFor(asked)], ids)
  const named = [...(own?.seatIds ?? []), ...asked.seatIds]
  return refusedPlaces(model, asked, verdict, obstacles(model, named, own?.id))
}

export function bookPlaces(
  model: HallModel,
  asked: Request<'book places'>,
  chosen: readonly string[],
  ids: Ids,
): Verdict {
  const places = placesIn(chosen, asked.seatIds)
  const seatIds = [...asked.seatIds, ...places]
  if (isGood(model, asked, places)) return book(model, { seatIds }, ids)
  const verdict = book(model, { seatIds: standInsFor(asked) }, ids)
  return refusedPlaces(model, asked, verdict, obstacles(model, asked.seatIds))
}

function placesIn(chosen: readonly string[], others: readonly string[]): string[] {
  return chosen.filter((seatId) => !others.includes(seatId))
}

function freeFor(model: HallModel, { seatIds }: Places): string[] {
  return freePlaces(model).filter((place) => !seatIds.includes(place))
}

function isGood(model: HallModel, asked: Places, places: readonly string[]): boolean {
  const [{ areaId, quantity }] = asked.areas
  const free = freeFor(model, asked)
  return (
    areaId === AREA.areaId &&
    places.length === quantity &&
    places.every((place) => free.includes(place))
  )
}

/** As many seats as wanted, which do not exist. */
function standInsFor({ areas: [{ quantity }] }: Places): string[] {
  return Array.from({ length: quantity }, (_, index) => `any ${index}`)
}

/** @param verdict on a request with stand-ins, whose absence is no reason */
function refusedPlaces(
  model: HallModel,
  asked: Places,
  verdict: Verdict,
  ofNamed: readonly Refusal[],
): Verdict {
  const [{ areaId, quantity }] = asked.areas
  const refusals = verdict.outcome === 'refused' ? verdict.refusals : []
  const others = refusals.filter(
    ({ reason }) => reason !== 'unknown-seats' && reason !== 'not-available',
  )
  const isTooFew = freeFor(model, asked).length < quantity
  return no(
    ...others,
    ...ofNamed,
    ...(areaId === AREA.areaId ? [] : [{ reason: 'unknown-area', areaId }]),
    ...(areaId === AREA.areaId && isTooFew ? [{ reason: 'none-available' }] : []),
  )
}
