import type { Point } from '../../src/domain/seating-plan.ts'
import type { PretixArea, PretixPlan, PretixSeat, PretixZone } from '../pretix-plan.ts'

/** The least distance between the centres of two seats. All lengths are in this unit: 48 of them are one metre. */
export const SEAT_PITCH = 24
export const ROW_PITCH = 38
export const AISLE_WIDTH = 46
export const MARGIN = 60

export const GREY = '#e5e7eb'
export const LINE = '#9ca3af'

/** Distinguishable from each other, and dark enough for white numbers. */
const COLORS = [
  '#1e3a8a',
  '#b45309',
  '#0d7f75',
  '#be123c',
  '#6d28d9',
  '#4d7c0f',
  '#0369a1',
  '#7c2d12',
  '#c026d3',
  '#475569',
] as const

/** The letters of row names: without I and O, which look like digits. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ'

/** The name of a row, counted from 0 at the front: A to Z, then AA, AB and so on. */
export function rowName(index: number): string {
  const letter = LETTERS.charAt(index % LETTERS.length)
  return index < LETTERS.length ? letter : rowName(Math.floor(index / LETTERS.length) - 1) + letter
}

/** Consecutive rows or tables of a category, counted from 1. The last range that contains a row decides. */
export interface CategoryRange {
  readonly category: string
  /** All zones by default. */
  readonly zone?: string | undefined
  readonly from: number
  readonly to: number
}

export const DEFAULT_CATEGORY = 'Standard'

export function categoryOf(ranges: readonly CategoryRange[], zone: string, row: number): string {
  const range = ranges.findLast(
    (each) => (each.zone ?? zone) === zone && each.from <= row && row <= each.to,
  )
  return range?.category ?? DEFAULT_CATEGORY
}

/** Completes a plan: its categories are those of the seats and areas. */
export function planOf(
  head: { readonly name: string; readonly size: { width: number; height: number } },
  zones: PretixZone[],
  focalPoint: Point,
): PretixPlan {
  const names = new Set(
    zones.flatMap(({ rows, areas = [] }) => [
      ...rows.flatMap(({ seats }) => seats.map(({ category }) => category)),
      ...areas.flatMap(({ category }) => category ?? []),
    ]),
  )
  return {
    name: head.name,
    size: { width: Math.ceil(head.size.width), height: Math.ceil(head.size.height) },
    focalPoint: rounded(focalPoint),
    categories: Array.from(names, (name, index) => ({
      name,
      color: COLORS[index % COLORS.length] ?? COLORS[0],
    })),
    zones,
  }
}

export function zoneOf(name: string, parts: Partial<PretixZone>): PretixZone {
  return { name, position: { x: 0, y: 0 }, rows: [], ...parts }
}

/** @param row where the seat is; its id is this and the number */
export function seatAt(
  position: Point,
  { row, number, category }: { row: string; number: number; category: string },
): PretixSeat {
  return {
    seat_guid: `${row}-${number}`,
    seat_number: String(number),
    position: rounded(position),
    category,
  }
}

/** A rectangle with a text in its middle. */
export function rectangleAt(
  centre: Point,
  { width, height }: { readonly width: number; readonly height: number },
  text: string,
): PretixArea {
  return {
    shape: 'rectangle',
    position: rounded({ x: centre.x - width / 2, y: centre.y - height / 2 }),
    rectangle: { width, height },
    color: GREY,
    border_color: LINE,
    text: { text, position: rounded({ x: width / 2, y: height / 2 }), size: 24 },
  }
}

/** To tenths, so that the file is short. */
export function rounded({ x, y }: Point): { x: number; y: number } {
  return { x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10 }
}
