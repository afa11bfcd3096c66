import type {
  Area,
  PlanSeat,
  Point,
  SeatCategory,
  SeatingPlan,
} from '../../../domain/seating-plan.ts'

/** The elements of a plan in order. Areas and rows belong to the preceding zone, and seats to the preceding row. */
export type PlanPart =
  | { readonly kind: 'category'; readonly category: SeatCategory }
  | { readonly kind: 'zone'; readonly name: string; readonly focalPoint: Point | undefined }
  | { readonly kind: 'area'; readonly area: Area }
  | { readonly kind: 'row' }
  | { readonly kind: 'seats'; readonly seats: readonly PlanSeat[] }

/** The number of seats per slice. Other elements count as one seat, polygons by their points. */
export const SLICE_WEIGHT = 1_000

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
  readonly zones: {
    name: string
    focalPoint: Point | undefined
    rows: PlanSeat[][]
    areas: Area[]
  }[] = []

  add(slice: readonly PlanPart[]): void {
    for (const part of slice) this.#add(part)
  }

  #add(part: PlanPart): void {
    const zone = this.zones.at(-1)
    switch (part.kind) {
      case 'category':
        this.categories.push(part.category)
        break
      case 'zone':
        this.zones.push({ name: part.name, focalPoint: part.focalPoint, rows: [], areas: [] })
        break
      case 'area':
        zone?.areas.push(part.area)
        break
      case 'row':
        zone?.rows.push([])
        break
      case 'seats':
        zone?.rows.at(-1)?.push(...part.seats)
    }
  }
}

function* partsOf({ categories, zones }: SeatingPlan): Generator<PlanPart> {
  for (const category of categories) yield { kind: 'category', category }
  for (const { name, focalPoint, areas, rows } of zones) {
    yield { kind: 'zone', name, focalPoint }
    for (const area of areas) yield { kind: 'area', area }
    for (const row of rows) {
      yield { kind: 'row' }
      for (let start = 0; start < row.length; start += SLICE_WEIGHT) {
        yield { kind: 'seats', seats: row.slice(start, start + SLICE_WEIGHT) }
      }
    }
  }
}

function weightOf(part: PlanPart): number {
  if (part.kind === 'seats') return part.seats.length
  if (part.kind === 'area' && part.area.outline?.kind === 'polygon') {
    return part.area.outline.points.length
  }
  return 1
}
