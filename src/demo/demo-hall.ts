import type {
  Area,
  PlanRow,
  PlanSeat,
  PlanZone,
  Point,
  SeatingPlan,
} from '../domain/seating-plan.ts'
import { type Arc, degreesOf, pointOn, pointsAlong } from './arc.ts'

/** The least distance from seat to seat within a row. All lengths are in the same unit. */
const SEAT_PITCH = 24
const WHEELCHAIR_PITCH = 40
const ROW_PITCH = 28
const AISLE_WIDTH = 46

/** The centre of all row arcs, behind the stage. */
const CENTRE: Point = { x: 760, y: -160 }
const STAGE_RADIUS = 300

/** Distinguishable with any colour vision deficiency, and dark enough for white numbers. */
const COLORS = {
  Premium: '#b45309',
  Standard: '#1e3a8a',
  Value: '#0d7f75',
  Wheelchair: '#c026d3',
} as const

type Category = keyof typeof COLORS

/** Rows in three blocks, with an aisle on both sides of the middle block. */
interface Tier {
  readonly name: string
  /** Row names from the front to the back, without letters that look like digits. */
  readonly rows: string
  readonly radius: number
  readonly middleDeg: number
  readonly widthDeg: number
  readonly categoryOf: (row: string, inTheMiddle: boolean) => Category
}

const STALLS: Tier = {
  name: 'Stalls',
  rows: 'ABCDEFGHJKLMNP',
  radius: 380,
  middleDeg: 28,
  widthDeg: 80,
  categoryOf: (row, inTheMiddle) => (inTheMiddle && row < 'J' ? 'Premium' : 'Standard'),
}

const CIRCLE: Tier = {
  name: 'Circle',
  rows: 'ABCDE',
  radius: 870,
  middleDeg: 30,
  widthDeg: 90,
  categoryOf: (row) => (row < 'C' ? 'Standard' : 'Value'),
}

/** A theatre with stalls, a circle, boxes on both sides, and wheelchair places. */
export function demoHall(): SeatingPlan {
  return {
    name: 'Holdfast Theatre',
    size: { width: 2 * CENTRE.x, height: 880 },
    categories: Object.entries(COLORS).map(([name, color]) => ({ name, color })),
    zones: [
      {
        name: STALLS.name,
        rows: [...rowsOf(STALLS), wheelchairRow()],
        areas: [stage(), caption('Stalls', 180)],
      },
      { name: CIRCLE.name, rows: rowsOf(CIRCLE), areas: [caption('Circle', 670)] },
      boxes('Left boxes', { deg: -50, first: 1 }),
      boxes('Right boxes', { deg: 50, first: 4 }),
    ],
  }
}

function rowsOf({ name, rows, radius, middleDeg, widthDeg, categoryOf }: Tier): PlanRow[] {
  return Array.from(rows, (row, index) => {
    const arc = around(radius + index * ROW_PITCH)
    const middle = middleDeg / 2
    const aisle = middle + degreesOf(AISLE_WIDTH, arc.radius)
    const blocks = [
      { fromDeg: -widthDeg / 2, toDeg: -aisle, category: categoryOf(row, false) },
      { fromDeg: -middle, toDeg: middle, category: categoryOf(row, true) },
      { fromDeg: aisle, toDeg: widthDeg / 2, category: categoryOf(row, false) },
    ]
    const seats = blocks
      .flatMap(({ category, ...ends }) =>
        pointsAlong({ ...arc, ...ends }, SEAT_PITCH).map((position) => ({ position, category })),
      )
      .map(({ position, category }, seat) => planSeat(name, row, seat, position, category))
    return { name: row, seats }
  })
}

/** Wheelchair places behind the stalls, with step-free access from both sides. Beside each is the seat of a companion. */
function wheelchairRow(): PlanRow {
  const arc = around(STALLS.radius + STALLS.rows.length * ROW_PITCH + 10)
  const stepDeg = degreesOf(WHEELCHAIR_PITCH, arc.radius)
  const seats = [-26, 26]
    .flatMap((deg) => [-1.5, -0.5, 0.5, 1.5].map((steps) => deg + steps * stepDeg))
    .map((deg, seat) => planSeat(STALLS.name, 'Q', seat, pointOn(arc, deg), 'Wheelchair'))
    .map((seat, index, places): PlanSeat =>
      index % 2 === 0
        ? { ...seat, accessible: true }
        : { ...seat, companionOf: places[index - 1]?.id },
    )
  return { name: 'Q', seats }
}

/** Each box is a row of its own, so seats of different boxes are never neighbours. */
function boxes(
  zone: string,
  { deg, first }: { readonly deg: number; readonly first: number },
): PlanZone {
  const radii = [430, 530, 630]
  return {
    name: zone,
    rows: radii.map((radius, box) => {
      const name = String(first + box)
      const seats = squareAt(deg, radius, SEAT_PITCH + 2).map((position, seat) =>
        planSeat('Box', name, seat, position, 'Premium'),
      )
      return { name, seats }
    }),
    areas: radii.map((radius) => drawn(squareAt(deg, radius, 64), '#f3f4f6')),
  }
}

/** The corners of a square that faces the centre. */
function squareAt(deg: number, radius: number, width: number): Point[] {
  const half = width / 2
  const [front, back] = [around(radius - half), around(radius + half)]
  const side = degreesOf(half, radius)
  return [
    pointOn(front, deg - side),
    pointOn(front, deg + side),
    pointOn(back, deg + side),
    pointOn(back, deg - side),
  ]
}

/** Straight at the back, curved at the front like the rows. */
function stage(): Area {
  const front = pointsAlong({ ...around(STAGE_RADIUS), fromDeg: -40, toDeg: 40 }, SEAT_PITCH)
  const backCorners = [front.at(-1), front.at(0)].flatMap((corner) =>
    corner ? { ...corner, y: 20 } : [],
  )
  return {
    ...drawn([...front, ...backCorners], '#e5e7eb'),
    text: { text: 'Stage', position: { x: CENTRE.x, y: 75 }, size: 24 },
  }
}

function drawn(points: readonly Point[], color: string): Area {
  return {
    position: { x: 0, y: 0 },
    rotationDeg: 0,
    outline: { kind: 'polygon', points },
    color,
    borderColor: '#9ca3af',
  }
}

function caption(text: string, y: number): Area {
  return { position: { x: CENTRE.x, y }, rotationDeg: 0, text: { text, size: 18 } }
}

function around(radius: number): Pick<Arc, 'centre' | 'radius'> {
  return { centre: CENTRE, radius }
}

function planSeat(
  zone: string,
  row: string,
  index: number,
  position: Point,
  category: Category,
): PlanSeat {
  const number = String(index + 1)
  return { id: `${zone}-${row}-${number}`, row, number, position, category }
}
