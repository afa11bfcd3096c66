import type {
  Area,
  Outline,
  PlanHead,
  PlanRow,
  PlanSeat,
  PlanZone,
  Point,
  RowHead,
  SeatingPlan,
  ZoneHead,
} from '../../../domain/seating-plan.ts'
import { differenceOf, ORIGIN, sumOf } from './positions.ts'

/**
 * Converts a plan to pretix's seating-plan JSON, from which `parseSeatingPlan` restores an equal plan. If the plan was
 * parsed from such a document, every field of that is in the result.
 */
export function toPretixPlan(plan: SeatingPlan): object {
  return {
    ...toPretixHead(plan),
    categories: plan.categories.map(({ extra, ...category }) => ({ ...category, ...extra })),
    zones: plan.zones.map(toPretixZone),
    ...plan.extra,
  }
}

function toPretixZone(zone: PlanZone): object {
  const { position = ORIGIN, rows, areas, extra } = zone
  return {
    ...toPretixZoneHead(zone),
    rows: rows.map((row) => toPretixRow(row, position)),
    areas:
      areas.length > 0
        ? areas.map((area) => ({ ...toPretixArea(area, position), ...area.extra }))
        : undefined,
    ...extra,
  }
}

function toPretixRow(row: PlanRow, zonePosition: Point): object {
  const origin = sumOf(zonePosition, row.position ?? ORIGIN)
  return {
    ...toPretixRowHead(row),
    seats: row.seats.map((seat) => ({ ...toPretixSeat(seat, origin), ...seat.extra })),
    ...row.extra,
  }
}

// The following convert one element, without its extra fields and without the elements within it.

export function toPretixHead({ name, size, focalPoint }: PlanHead) {
  return { name, size, focalPoint }
}

export function toPretixZoneHead({ name, position = ORIGIN, focalPoint, bookAs }: ZoneHead) {
  return {
    name,
    position,
    focalPoint: focalPoint && differenceOf(focalPoint, position),
    bookAs,
  }
}

export function toPretixRowHead({ name, position, bookAs }: RowHead) {
  return { row_number: name, position, bookAs }
}

export function toPretixSeat(seat: PlanSeat, origin: Point) {
  const { id, number, position, category, accessible, companionOf, restrictedView } = seat
  return {
    seat_guid: id,
    seat_number: number,
    position: differenceOf(position, origin),
    category,
    accessible,
    companionOf,
    restrictedView,
  }
}

export function toPretixArea(area: Area, zonePosition: Point) {
  const { position, rotationDeg, outline, color, borderColor, text, standing, extra } = area
  return {
    // The given shape, if it is written in another way.
    ...(extra && Object.hasOwn(extra, 'shape') ? {} : toPretixShape(outline)),
    position: differenceOf(position, zonePosition),
    rotation: rotationDeg === 0 ? undefined : rotationDeg,
    color,
    border_color: borderColor,
    text,
    area_guid: standing?.id,
    capacity: standing?.capacity,
    category: standing?.category === '' ? undefined : standing?.category,
  }
}

function toPretixShape(outline: Outline | undefined): object {
  switch (outline?.kind) {
    case 'rectangle':
      return { shape: 'rectangle', rectangle: { width: outline.width, height: outline.height } }
    case 'ellipse':
      return { shape: 'ellipse', ellipse: { radius: outline.radius } }
    case 'polygon':
      return { shape: 'polygon', polygon: { points: outline.points } }
    case undefined:
      return { shape: 'text' }
  }
}
