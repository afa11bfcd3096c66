import type {
  Area,
  PlanSeat,
  RowHead,
  SeatCategory,
  SeatingPlan,
  ZoneHead,
} from '../../../domain/seating-plan.ts'
import { weightOfValue } from './extra-fields.ts'

/** The elements of a plan in order. Areas and rows belong to the preceding zone, and seats to the preceding row. */
export type PlanPart =
  | { readonly kind: 'category'; readonly category: SeatCategory }
  | { readonly kind: 'zone'; readonly zone: ZoneHead }
  | { readonly kind: 'area'; readonly area: Area }
  | { readonly kind: 'row'; readonly row: RowHead }
  | { readonly kind: 'seat'; readonly seat: PlanSeat }

/** The number of seats per slice. Other elements count as one seat, polygons by their points, and extra fields by size. */
export const SLICE_WEIGHT = 1_000
/** A seat without extra fields has about as many values. */
const VALUES_PER_SEAT = 8

/** Splits the categories and zones of a plan into slices that are each quick to transfer. */
export function* slicesOf(plan: SeatingPlan): Generator<readonly PlanPart[]> {
  let slice: PlanPart[] = []
  let weight = 0
  for (const part of partsOf(plan)) {
    slice.push(part)
    weight += weightOf(part)
    if (weight < SLICE_WEIGHT) continue
    yield slice
    slice = []
    weight = 0
  }
  yield slice
}

/** Reassembles a plan from its slices in order. */
export class SlicedPlan {
  readonly categories: SeatCategory[] = []
  readonly zones: (ZoneHead & {
    readonly rows: (RowHead & { readonly seats: PlanSeat[] })[]
    readonly areas: Area[]
  })[] = []

  add(slice: readonly PlanPart[]): void {
    for (const part of slice) this.#add(part)
  }

  /** The fields of an element are in the same order as in a parsed plan, because plans are compared as JSON. */
  #add(part: PlanPart): void {
    const zone = this.zones.at(-1)
    switch (part.kind) {
      case 'category':
        this.categories.push(part.category)
        break
      case 'zone': {
        const { extra, ...head } = part.zone
        this.zones.push({ ...head, rows: [], areas: [], extra })
        break
      }
      case 'area':
        zone?.areas.push(part.area)
        break
      case 'row': {
        const { extra, ...head } = part.row
        zone?.rows.push({ ...head, seats: [], extra })
        break
      }
      case 'seat':
        zone?.rows.at(-1)?.seats.push(part.seat)
    }
  }
}

function* partsOf({ categories, zones }: SeatingPlan): Generator<PlanPart> {
  for (const category of categories) yield { kind: 'category', category }
  for (const { areas, rows, ...zone } of zones) {
    yield { kind: 'zone', zone }
    for (const area of areas) yield { kind: 'area', area }
    for (const { seats, ...row } of rows) {
      yield { kind: 'row', row }
      for (const seat of seats) yield { kind: 'seat', seat }
    }
  }
}

function weightOf(part: PlanPart): number {
  switch (part.kind) {
    case 'category':
      return 1 + weightOfExtra(part.category)
    case 'zone':
      return 1 + weightOfExtra(part.zone)
    case 'area': {
      const { outline } = part.area
      const points = outline?.kind === 'polygon' ? outline.points.length : 0
      return 1 + points + weightOfExtra(part.area)
    }
    case 'row':
      return 1 + weightOfExtra(part.row)
    case 'seat':
      return 1 + weightOfExtra(part.seat)
  }
}

function weightOfExtra({ extra }: Pick<PlanSeat, 'extra'>): number {
  return extra ? weightOfValue(extra) / VALUES_PER_SEAT : 0
}
