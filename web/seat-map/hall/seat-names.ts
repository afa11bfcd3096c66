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
export function remarksOf({ hall, texts }: NamedHall, seat: number): string[] {
  const traits = hall.traitsOf[seat] ?? 0
  const reason = hall.restrictedViews.get(seat)
  return [
    hasTrait(traits, 'accessible') ? texts.trait.accessible : undefined,
    hasTrait(traits, 'companion') ? texts.trait.companion : undefined,
    reason === undefined ? undefined : texts.restrictedView(reason),
  ].filter((remark) => remark !== undefined)
}

/** "Stalls, row A, seat 5, Premium, available" */
export function describeSeat(
  { hall, texts, board }: NamedHall & { readonly board: Pick<SeatBoard, 'lookOf'> },
  seat: number,
): string {
  const [place, category] = [placeOf({ hall, texts }, seat), categoryNameOf(hall, seat)]
  const look = texts.look[board.lookOf(seat)]
  return [place, category, ...remarksOf({ hall, texts }, seat), look].join(', ')
}
