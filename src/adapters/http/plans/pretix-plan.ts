import type { Area, Outline, PlanRow, SeatingPlan } from '../../../domain/seating-plan.ts'

/**
 * Converts a plan to pretix's seating-plan JSON, from which `parseSeatingPlan` restores an equal plan. All positions
 * have one origin, so zones and rows have no offsets. Default values are omitted.
 */
export function toPretixPlan({ name, size, focalPoint, categories, zones }: SeatingPlan): object {
  return {
    name,
    size,
    focalPoint,
    categories,
    zones: zones.map((zone) => ({
      name: zone.name,
      position: { x: 0, y: 0 },
      focalPoint: zone.focalPoint,
      rows: zone.rows.map(toPretixRow),
      areas: zone.areas.length > 0 ? zone.areas.map(toPretixArea) : undefined,
    })),
  }
}

function toPretixRow(row: PlanRow): object {
  return {
    row_number: row[0]?.row ?? '',
    seats: row.map(({ id, number, position, category }) => ({
      seat_guid: id,
      seat_number: number,
      position,
      category,
    })),
  }
}

function toPretixArea({ position, rotationDeg, outline, color, borderColor, text }: Area): object {
  return {
    ...toPretixShape(outline),
    position,
    rotation: rotationDeg === 0 ? undefined : rotationDeg,
    color,
    border_color: borderColor,
    text,
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
