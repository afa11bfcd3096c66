import type { Hall } from '../hall/hall.ts'
import type { StandingArea, StandingPlaces } from '../hall/standing-places.ts'

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
