import { type Box, boxOfPoints, grown, overlap, type Point } from '../hall/box.ts'
import { containsBox, type Polygon } from '../hall/polygon.ts'

/** The smallest text on the map, in CSS pixels. */
export const TEXT_MIN = 11

export interface ZoneTexts {
  readonly name: string
  /** The availability, and the price if it is known. */
  readonly details: readonly string[]
  /** How much larger texts are than at the usual size, where there is room. */
  readonly scale?: number
}

/** A zone as it is drawn, in CSS pixels of the window. */
export interface DrawnZone {
  readonly outline: Polygon
  readonly middle: Point
  readonly texts: ZoneTexts
  /** Standing areas need not look like the blocks around them. */
  readonly isStanding?: boolean
}

export interface LabelLine {
  readonly text: string
  readonly size: number
  readonly isName: boolean
  /** The middle of the line. */
  readonly y: number
}

export interface ZoneLabel {
  readonly lines: readonly LabelLine[]
  readonly box: Box
  /** Whether the text runs from the bottom to the top, around the middle of the box. */
  readonly isTurned: boolean
}

/** Returns the width of a text, in CSS pixels. */
export type Measure = (text: string, size: number, isName: boolean) => number

interface Form {
  readonly name: string
  readonly nameSize: number
  readonly details: readonly string[]
}

const LINE_HEIGHT = 1.22
/** Between two labels, in CSS pixels. */
const GAP = 2
/** The part of the text size that is blank above and below the letters. */
const BLANK = 0.36
/** The part of a name that must be inside its zone. */
const INSIDE = 0.85
/** Sizes of the name with all details, with the first, and alone. */
const SIZES = { all: [17, 14, 12, TEXT_MIN], first: [13, TEXT_MIN], none: [13, TEXT_MIN] }
/** The size of the details compared with that of the name. */
const DETAIL = 0.82
/** Where a label may be, in parts of the zone's width and height. */
const PARTS = [1 / 2, 1 / 4, 3 / 4]

/** The part of the zones that must have room for a form before it is used for any of them. */
const ROOM_IN = 0.8

/**
 * Finds a place for the label of each zone. Inside the zone, in the most detailed form that fits in most zones, so that
 * they look alike, or in a shorter one; else its name slightly across the edge, if necessary upright; no label if there
 * is no room for that either, or if it would overlap another one. It can be interrupted after each zone.
 */
export function* placeZoneLabels(
  zones: readonly DrawnZone[],
  measure: Measure,
): Generator<undefined, (ZoneLabel | undefined)[]> {
  const placed: Box[] = []
  const isFree = (box: Box) => !placed.some((other) => overlap(other, grown(box, GAP)))
  const keep = (label: ZoneLabel | undefined) => {
    if (label) placed.push(label.box)
    return label
  }
  const common = yield* commonForm(
    zones.filter(({ isStanding }) => !isStanding),
    measure,
  )
  const labels: (ZoneLabel | undefined)[] = []
  for (const zone of zones) {
    const first = zone.isStanding ? 0 : common
    labels.push(keep(labelInside(zone, measure, { isFree, first })?.label))
    yield
  }
  for (const [index, zone] of zones.entries()) {
    labels[index] ??= keep(labelAcross(zone, measure, isFree))
    yield
  }
  return labels
}

/** The most detailed form for which there is room in most zones that have room for any. */
function* commonForm(zones: readonly DrawnZone[], measure: Measure): Generator<undefined, number> {
  const fitting: number[] = []
  for (const zone of zones) {
    const inside = labelInside(zone, measure, { isFree: () => true, first: 0 })
    if (inside) fitting.push(inside.form)
    yield
  }
  fitting.sort((a, b) => a - b)
  return fitting[Math.floor((fitting.length - 1) * ROOM_IN)] ?? 0
}

function labelInside(
  zone: DrawnZone,
  measure: Measure,
  { isFree, first }: { readonly isFree: (box: Box) => boolean; readonly first: number },
): { readonly label: ZoneLabel; readonly form: number } | undefined {
  const points = places(zone)
  const extent = extentOf(zone.outline)
  for (const [index, form] of formsOf(zone.texts).entries()) {
    if (index < first) continue
    const { box } = labelAt(form, zone.middle, measure)
    if (box.right - box.left > extent.width || box.bottom - box.top > extent.height) continue
    for (const point of points) {
      const label = labelAt(form, point, measure)
      if (isFree(label.box) && containsBox(zone.outline, label.box)) return { label, form: index }
    }
  }
  return undefined
}

function labelAcross(
  { outline, middle, texts }: DrawnZone,
  measure: Measure,
  isFree: (box: Box) => boolean,
): ZoneLabel | undefined {
  const labels = [texts.name, ...shorterNames(texts.name)].map((name) =>
    labelAt({ name, nameSize: TEXT_MIN, details: [] }, middle, measure),
  )
  return [...labels, ...labels.map(turned)].find(
    ({ box }) => isFree(box) && containsBox(outline, shrunk(box, INSIDE)),
  )
}

function turned(label: ZoneLabel): ZoneLabel {
  const { left, right, top, bottom } = label.box
  const [x, y] = [(left + right) / 2, (top + bottom) / 2]
  const [dx, dy] = [(bottom - top) / 2, (right - left) / 2]
  return {
    ...label,
    box: { left: x - dx, right: x + dx, top: y - dy, bottom: y + dy },
    isTurned: true,
  }
}

function shrunk({ left, right, top, bottom }: Box, part: number): Box {
  const [dx, dy] = [((right - left) / 2) * (1 - part), ((bottom - top) / 2) * (1 - part)]
  return { left: left + dx, right: right - dx, top: top + dy, bottom: bottom - dy }
}

/** Shorter forms of a name: "Block 117" is "117", and "Upper Circle" is "UC". */
export function shorterNames(name: string): string[] {
  const words = name.split(/\s+/).filter((word) => word !== '')
  const number = words.find((word) => /\d/.test(word))
  const initials = words.map((word) => Array.from(word)[0] ?? '').join('')
  return [number, words.length > 1 ? initials : undefined].filter(
    (short): short is string => short !== undefined && short !== name,
  )
}

/** From the most detailed to the shortest. */
function formsOf({ name, details, scale = 1 }: ZoneTexts): Form[] {
  const scaled = (sizes: readonly number[]) =>
    scale === 1 ? sizes : [...sizes.map((size) => size * scale), ...sizes]
  const form = (shown: readonly string[]) => (nameSize: number) => ({
    name,
    nameSize,
    details: shown,
  })
  return [
    ...scaled(SIZES.all).map(form(details)),
    ...scaled(SIZES.first).map(form(details.slice(0, 1))),
    ...scaled(SIZES.none).map(form([])),
    ...shorterNames(name).map((short) => ({ name: short, nameSize: TEXT_MIN, details: [] })),
  ]
}

/** The middle, then other places in the same line or column. */
function places({ outline, middle }: DrawnZone): Point[] {
  const { left, top, width, height } = extentOf(outline)
  return [
    middle,
    ...PARTS.map((part) => ({ x: left + width * part, y: middle.y })),
    ...PARTS.map((part) => ({ x: middle.x, y: top + height * part })),
  ]
}

function extentOf(outline: Polygon) {
  const { left, right, top, bottom } = boxOfPoints(
    outline.map(({ x }) => x),
    outline.map(({ y }) => y),
  )
  return { left, top, width: right - left, height: bottom - top }
}

function labelAt({ name, nameSize, details }: Form, { x, y }: Point, measure: Measure): ZoneLabel {
  const detailSize = Math.max(TEXT_MIN, Math.round(nameSize * DETAIL))
  const written = [
    ...(name === '' ? [] : [{ text: name, size: nameSize, isName: true }]),
    ...details.map((text) => ({ text, size: detailSize, isName: false })),
  ]
  const width = Math.max(0, ...written.map(({ text, size, isName }) => measure(text, size, isName)))
  const lineHeights = written.reduce((sum, { size }) => sum + size * LINE_HEIGHT, 0)
  // Above the first line and below the last one, there is nothing.
  const height = lineHeights - nameSize * BLANK
  let top = y - lineHeights / 2
  const lines = written.map((line) => {
    top += line.size * LINE_HEIGHT
    return { ...line, y: top - (line.size * LINE_HEIGHT) / 2 }
  })
  const box = {
    left: x - width / 2,
    right: x + width / 2,
    top: y - height / 2,
    bottom: y + height / 2,
  }
  return { lines, box, isTurned: false }
}
