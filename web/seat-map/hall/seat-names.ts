import { SEAT_MAP } from '../../texts.ts'
import { LOOKS } from '../live/seat-board.ts'
import type { Hall } from './hall.ts'
import { hasTrait } from './seat-traits.ts'

/** "Stalls, row A, seat 5" */
export function placeOf(hall: Hall, seat: number): string {
  const row = hall.rows[hall.rowOf[seat] ?? 0]
  return SEAT_MAP.place(row?.zone ?? '', row?.label ?? '', hall.labels[seat] ?? '')
}

export function categoryNameOf(hall: Hall, seat: number): string {
  return hall.categories[hall.categoryOf[seat] ?? 0]?.name ?? ''
}

/** "Wheelchair place", "Companion seat" and why the view is restricted. */
export function remarksOf(hall: Hall, seat: number): string[] {
  const traits = hall.traitsOf[seat] ?? 0
  return [
    hasTrait(traits, 'accessible') ? SEAT_MAP.trait.accessible : undefined,
    hasTrait(traits, 'companion') ? SEAT_MAP.trait.companion : undefined,
    hasTrait(traits, 'restrictedView')
      ? SEAT_MAP.restrictedView(hall.restrictedViews.get(seat) ?? '')
      : undefined,
  ].filter((remark) => remark !== undefined)
}

/** "Stalls, row A, seat 5, Premium, available" */
export function describeSeat(hall: Hall, looks: Uint8Array, seat: number): string {
  const look = LOOKS[looks[seat] ?? 0] ?? 'free'
  return [
    placeOf(hall, seat),
    categoryNameOf(hall, seat),
    ...remarksOf(hall, seat),
    SEAT_MAP.look[look],
  ].join(', ')
}
