import { type Box, overlap, type Point } from '../hall/box.ts'
import type { Hall } from '../hall/hall.ts'
import { topAt } from '../hall/polygon.ts'
import type { RowLabel } from '../hall/row-labels.ts'
import { type Colour, visibleOn } from './colour.ts'
import type { Theme } from './theme.ts'
import { type Size, toScreen, type View, windowOf } from './view.ts'
import { type Measure, TEXT_MIN } from './zone-labels.ts'

/** A short text on the map, in CSS pixels of the window. */
export interface Tag {
  readonly text: string
  readonly size: number
  readonly isBold: boolean
  readonly x: number
  readonly y: number
  readonly box: Box
}

interface TagPlaces {
  readonly view: View
  readonly measure: Measure
  /** How much larger texts are than at the usual size. */
  readonly textScale: number
  /** What no tag may cover. Every placed tag is added. */
  readonly taken: Box[]
}

const ROW_SIZE_MAX = 14
const ZONE_SIZE = 13
const LINE_HEIGHT = 1.3
/** Around the text of a tag. */
const PADDING = { row: 3, zone: 9 }
/** The room for row labels between a zone and its name, in parts of the distance between two seats. */
const ABOVE_ROWS = 0.8
/** From the edge of the window. */
const EDGE = 4
/** The least distance between two seats for row labels, in CSS pixels. */
const ROWS_LABELLED_FROM = 7
/** A zone of which less is visible, in CSS pixels, gets no tag. */
const ZONE_VISIBLE_MIN = 48

/** How many rows there are to a label; undefined if seats are so small that rows have none. */
export function rowStep(pitch: number, textScale: number): number | undefined {
  return pitch < ROWS_LABELLED_FROM
    ? undefined
    : Math.ceil((TEXT_MIN * textScale * LINE_HEIGHT) / pitch)
}

/** Undefined where it would overlap another tag. */
export function rowTag(
  { text, place }: RowLabel,
  radius: number,
  { view, measure, textScale, taken }: TagPlaces,
): Tag | undefined {
  const size = Math.min(ROW_SIZE_MAX, Math.max(TEXT_MIN, radius * 1.1)) * textScale
  const style = { text, size, isBold: true, padding: PADDING.row }
  return claim(tagAt(toScreen(view, place), style, measure), taken)
}

/** Labels of rows of which no end is visible, within the window. */
export function stickyRowTags(
  labels: Iterable<RowLabel>,
  radius: number,
  size: Size,
  places: TagPlaces,
): Tag[] {
  return Array.from(labels).flatMap((label) => {
    const tag = rowTag(label, radius, { ...places, taken: [] })
    return (tag && claim(keptIn(tag, size), places.taken)) ?? []
  })
}

/**
 * The name of each visible zone, above its seats or at the top of the window.
 * @param places.written the texts that the plan itself has there. Zones with these names get no tag
 */
export function zoneTags(
  hall: Hall,
  size: Size,
  { view, measure, textScale, taken, written = [] }: TagPlaces & { readonly written?: string[] },
): Tag[] {
  const textSize = ZONE_SIZE * textScale
  const window = windowOf(view, size)
  return hall.zones.flatMap(({ name, box, outline, standing }) => {
    const left = Math.max(window.left, box.left)
    const right = Math.min(window.right, box.right)
    const height = Math.min(window.bottom, box.bottom) - Math.max(window.top, box.top)
    const visible = Math.min(right - left, height) * view.scale
    if (name === '' || standing || visible < ZONE_VISIBLE_MIN || written.includes(name)) return []
    const x = (left + right) / 2
    // Above the seats beside the middle, too, which the tag would cover otherwise.
    const half = measure(name, textSize, true) / 2 / view.scale
    const tops = [x - half, x, x + half].flatMap((at) => topAt(outline, at) ?? [])
    const top = toScreen(view, { x, y: tops.length > 0 ? Math.min(...tops) : box.top })
    const text = { text: name, size: textSize, isBold: true, padding: PADDING.zone }
    const y = top.y - textSize - hall.pitch * view.scale * ABOVE_ROWS
    const tag = tagAt({ x: top.x, y }, text, measure)
    // The zone may be visible only elsewhere.
    if (top.y > size.height) return []
    return claim(keptIn(tag, size), taken) ?? []
  })
}

/** The colour of text directly on the map. */
export function labelInk({ background, takenMark }: Theme): Colour {
  return visibleOn(background, takenMark, 4.6)
}

function tagAt(
  { x, y }: Point,
  { text, size, isBold, padding }: Pick<Tag, 'text' | 'size' | 'isBold'> & { padding: number },
  measure: Measure,
): Tag {
  const height = size * LINE_HEIGHT + (padding - PADDING.row)
  const width = Math.max(height, measure(text, size, isBold) + 2 * padding)
  const box = {
    left: x - width / 2,
    right: x + width / 2,
    top: y - height / 2,
    bottom: y + height / 2,
  }
  return { text, size, isBold, x, y, box }
}

function keptIn(tag: Tag, { width, height }: Size): Tag {
  const { left, right, top, bottom } = tag.box
  const dx = Math.max(0, EDGE - left) - Math.max(0, right - width + EDGE)
  const dy = Math.max(0, EDGE - top) - Math.max(0, bottom - height + EDGE)
  const box = { left: left + dx, right: right + dx, top: top + dy, bottom: bottom + dy }
  return { ...tag, x: tag.x + dx, y: tag.y + dy, box }
}

function claim(tag: Tag, taken: Box[]): Tag | undefined {
  if (taken.some((box) => overlap(box, tag.box))) return undefined
  taken.push(tag.box)
  return tag
}
