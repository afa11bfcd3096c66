import type { SeatMapTexts } from '../../texts/index.ts'
import type { SeatBoard } from '../live/seat-board.ts'
import type { Hall } from './hall.ts'
import { hasTrait } from './seat-traits.ts'

/** A hall, and the texts in the language of the customer. */
export interface NamedHall {
  readonly hall: Hall
  readonly texts: Pick<SeatMapTexts, 'place' | 'look' | 'trait' | 'restrictedView'>
}

/** "Stalls, row A, seat 5" */
export function placeOf({ hall, texts }: NamedHall, seat: number): string {
  const row = hall.rows[hall.rowOf[seat] ?? 0]
  return texts.place(row?.zone ?? '', row?.label ?? '', hall.labels[seat] ?? '')
}

export function categoryNameOf(hall: Hall, seat: number): string {
  return hall.categories[hall.categoryOf[seat] ?? 0]?.name ?? ''
}

/** "wheelchair place", "companion seat", "restricted view: pillar" */
function remarksOf({ hall, texts }: NamedHall, seat: number): string[] {
  const traits = hall.traitsOf[seat] ?? 0
  const reason = hall.restrictedViews.get(seat)
  return [
    hasTrait(traits, 'accessible') ? texts.trait.accessible : undefined,
    hasTrait(traits, 'companion') ? texts.trait.companion : undefined,
    reason === undefined ? undefined : texts.restrictedView(reason),
  ].filter((remark) => remark !== undefined)
}

/** A hall, and the current state of its seats. */
export interface DescribedHall extends NamedHall {
  readonly board: Pick<SeatBoard, 'lookOf'>
}

/**
 * "Premium", "€45.00", "wheelchair place", "available"
 * @param price if it is one of the facts
 */
export function factsOf({ hall, texts, board }: DescribedHall, seat: number, price = ''): string[] {
  return [
    categoryNameOf(hall, seat),
    price,
    ...remarksOf({ hall, texts }, seat),
    texts.look[board.lookOf(seat)],
  ].filter((fact) => fact !== '')
}

/** "Stalls, row A, seat 5, Premium, available" */
export function describeSeat(described: DescribedHall, seat: number): string {
  return [placeOf(described, seat), ...factsOf(described, seat)].join(', ')
}
