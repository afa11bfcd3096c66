import { LOOKS, type Look } from '../live/seat-board.ts'
import type { Hall } from './hall.ts'

/** What a seat is for this visitor, said of it. */
export const LOOK_WORDS: Readonly<Record<Look, string>> = {
  free: 'free',
  held: 'held by somebody else',
  booked: 'booked',
  blocked: 'not for sale',
  selected: 'selected',
  mine: 'held for you',
  yours: 'booked by you',
}

/** "Stalls, row A, seat 5": where to look for it. */
export function placeOf(hall: Hall, seat: number): string {
  const row = hall.rows[hall.rowOf[seat] ?? 0]
  return [row?.zone, row?.label && `row ${row.label}`, `seat ${hall.labels[seat] ?? ''}`]
    .filter(Boolean)
    .join(', ')
}

export function categoryNameOf(hall: Hall, seat: number): string {
  return hall.categories[hall.categoryOf[seat] ?? 0]?.name ?? ''
}

function lookAt(looks: Uint8Array, seat: number): Look {
  return LOOKS[looks[seat] ?? 0] ?? 'free'
}

/** All that is to be known of a seat, in the order in which one wants to hear it. */
export function describeSeat(hall: Hall, looks: Uint8Array, seat: number): string {
  return `${placeOf(hall, seat)}, ${categoryNameOf(hall, seat)}, ${LOOK_WORDS[lookAt(looks, seat)]}`
}

/** "seat 5 and seat 6", "seat 5, seat 6 and 3 more". */
export function listed(names: readonly string[], namesMax = 4): string {
  if (names.length > namesMax) {
    return `${names.slice(0, namesMax - 1).join('; ')} and ${names.length - namesMax + 1} more`
  }
  const last = names.at(-1) ?? ''
  return names.length < 2 ? last : `${names.slice(0, -1).join('; ')} and ${last}`
}
