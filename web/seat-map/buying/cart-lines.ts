import type { SeatsWanted } from '../../../client/src/index.ts'
import type { SeatMapTexts } from '../../texts/index.ts'
import type { Hall } from '../hall/hall.ts'
import { type NamedHall, placeOf } from '../hall/seat-names.ts'
import type { StandingArea, StandingPlaces } from '../hall/standing-places.ts'
import { seatsWanted } from './selection.ts'

/** What is shown as one line of the cart: a seat, or all places in a standing area. */
export type CartLine =
  | { readonly kind: 'seat'; readonly seat: number; readonly seatIds: readonly string[] }
  | { readonly kind: 'area'; readonly area: StandingArea; readonly seatIds: readonly string[] }
  /** A seat that the hall does not have any more. */
  | { readonly kind: 'unknown'; readonly seatIds: readonly [string] }

/** Seats as lines, in the given order; the places of an area at its first place. */
export function cartLines(
  seatIds: readonly string[],
  hall: Pick<Hall, 'indexOf'>,
  standing: StandingPlaces,
): CartLine[] {
  const placesIn = Map.groupBy(seatIds, (seatId) => standing.areaOf(seatId))
  return seatIds.flatMap((seatId): CartLine[] => {
    const seat = hall.indexOf(seatId)
    if (seat !== undefined) return [{ kind: 'seat', seat, seatIds: [seatId] }]
    const area = standing.areaOf(seatId)
    if (!area) return [{ kind: 'unknown', seatIds: [seatId] }]
    const places = placesIn.get(area) ?? []
    return seatId === places[0] ? [{ kind: 'area', area, seatIds: places }] : []
  })
}

export interface NamedPlaces extends NamedHall {
  readonly standing: StandingPlaces
  readonly texts: NamedHall['texts'] & Pick<SeatMapTexts, 'standing'>
}

/** "Stalls, row A, seat 5", or "Standing pit × 3". */
export function placesOf(seatIds: readonly string[], { hall, standing, texts }: NamedPlaces) {
  return cartLines(seatIds, hall, standing).map((line): string => {
    if (line.kind === 'seat') return placeOf({ hall, texts }, line.seat)
    if (line.kind === 'unknown') return line.seatIds[0]
    return texts.standing(line.area.name, line.seatIds.length)
  })
}

/** These seats, and as many places in their standing areas. */
export function wantedAgain(allIds: readonly string[], standing: StandingPlaces): SeatsWanted {
  const seatIds = allIds.filter((seatId) => !standing.areaOf(seatId))
  const areas = standing.areas
    .map(({ areaId }) => ({
      areaId,
      quantity: allIds.filter((seatId) => standing.areaOf(seatId)?.areaId === areaId).length,
    }))
    .filter(({ quantity }) => quantity > 0)
  return seatsWanted(seatIds, areas)
}
