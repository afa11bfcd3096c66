import type { Point } from '../../src/domain/seating-plan.ts'
import { UsageError } from '../command-line.ts'
import type { PretixArea, PretixPlan, PretixRow, PretixSeat } from '../pretix-plan.ts'
import { Bowl } from './bowl.ts'
import {
  AISLE_WIDTH,
  MARGIN,
  planOf,
  rectangleAt,
  ROW_PITCH,
  SEAT_PITCH,
  seatAt,
  zoneOf,
} from './plan-parts.ts'
import { type Ring, ringsFor } from './rings.ts'

export interface StadiumOptions {
  readonly name: string
  /** Including wheelchair places and their companions, without the standing places. */
  readonly seats: number
  readonly tiers: number
  /** Per tier. */
  readonly blocks: number
  /** The places in front of a stage; 0 for a football pitch without a stage. */
  readonly standing: number
  /** Each has a seat for a companion. */
  readonly wheelchairs: number
}

/** 105 by 68 metres. */
const PITCH = { width: 5040, height: 3264 }
const STAGE = { width: 720, height: 1920 }
const STAGE_GAP = 120
/** The first row is 8 metres from the pitch. */
const CORNER_RADIUS = 960
const SIDES = { width: 5808 - 2 * CORNER_RADIUS, height: 4032 - 2 * CORNER_RADIUS }
/** From a wheelchair place to its companion, and from there to the next place. */
const WHEELCHAIR_PITCH = 40
/** Between two tiers: a corridor, and the wheelchair places of the first tier. */
const TIER_GAP = 4 * ROW_PITCH

const BOWL = new Bowl({ ...SIDES, radius: CORNER_RADIUS })

interface Block {
  readonly name: string
  readonly category: string
  readonly rows: PretixRow[]
}

/** A part of a row on all sides. */
interface Span {
  readonly from: number
  readonly to: number
  readonly distance: number
}

/** A stadium with blocks on all sides: 101, 102, ... in the first tier, 201, ... in the second. */
export function stadiumPlan(options: StadiumOptions): PretixPlan {
  const { name, seats, tiers, blocks: count, standing, wheelchairs } = options
  const rings = ringsFor(seats - 2 * wheelchairs, {
    tiers,
    blocks: count,
    distanceOf: (tier, row) => row * ROW_PITCH + tier * TIER_GAP,
    capacityOf: (block, distance) => capacityOf(spanOf(block, count, distance), SEAT_PITCH),
  })
  const reach = CORNER_RADIUS + lastDistance(rings) + TIER_GAP + MARGIN
  const centre = { x: SIDES.width / 2 + reach, y: SIDES.height / 2 + reach }
  const floor = standing > 0 ? concertFloor(centre, standing) : pitch(centre)

  const blocks = Array.from({ length: tiers * count }, (_, index) => blockAt(index, count))
  for (const ring of rings) addRing(blocks, ring, { centre, count })
  addWheelchairs(blocks, options, { centre, distance: lastDistance(rings, 0) + 2 * ROW_PITCH })
  for (const seat of blocks.flatMap(({ rows }) => rows.flatMap((row) => row.seats))) {
    if (seat.position.x < floor.behindX) seat.restrictedView = 'Behind the stage'
  }
  return planOf(
    { name, size: { width: 2 * centre.x, height: 2 * centre.y } },
    [
      zoneOf(floor.name, { areas: floor.areas }),
      ...blocks.flatMap((block) =>
        block.rows.length > 0 ? zoneOf(block.name, { rows: block.rows }) : [],
      ),
    ],
    floor.focalPoint,
  )
}

/** The categories of a tier: the blocks along the pitch, and the rest. */
function blockAt(index: number, count: number): Block {
  const tier = Math.floor(index / count)
  const { from, to } = spanOf(index % count, count, 0)
  const middle = BOWL.pointAt((from + to) / 2, 0)
  const isAlong = Math.abs(middle.x) < SIDES.width / 2
  return {
    name: String((tier + 1) * 100 + (index % count) + 1),
    category: `Category ${2 * tier + (isAlong ? 1 : 2)}`,
    rows: [],
  }
}

function addRing(
  blocks: readonly Block[],
  ring: Ring,
  { centre, count }: { centre: Point; count: number },
): void {
  ring.seats.forEach((seats, index) => {
    const block = blocks[ring.tier * count + index]
    if (!block || seats === 0) return
    const row = String(ring.row + 1)
    const points = pointsIn(spanOf(index, count, ring.distance), seats, SEAT_PITCH)
    block.rows.push({
      row_number: row,
      seats: points.map((point, seat) =>
        seatAt(shifted(point, centre), {
          row: `${block.name}-${row}`,
          number: seat + 1,
          category: block.category,
        }),
      ),
    })
  })
}

/** Puts the wheelchair places behind the first tier, each beside its companion. */
function addWheelchairs(
  blocks: readonly Block[],
  { blocks: count, wheelchairs }: StadiumOptions,
  { centre, distance }: { centre: Point; distance: number },
): void {
  blocks.slice(0, count).forEach((block, index) => {
    const share = Math.floor(((index + 1) * wheelchairs) / count)
    const places = share - Math.floor((index * wheelchairs) / count)
    const span = spanOf(index, count, distance)
    const capacity = Math.floor(capacityOf(span, WHEELCHAIR_PITCH) / 2)
    if (places > capacity) {
      throw new UsageError(
        `--wheelchairs ${wheelchairs}: block ${block.name} has room for ${capacity}`,
      )
    }
    if (places === 0) return
    const points = pointsIn(span, 2 * places, WHEELCHAIR_PITCH)
    const seats = points.map((point, seat) =>
      seatAt(shifted(point, centre), {
        row: `${block.name}-W`,
        number: seat + 1,
        category: 'Wheelchair',
      }),
    )
    block.rows.push({ row_number: 'W', seats: withCompanions(seats) })
  })
}

/** Every second seat is that of the companion of the place before it. */
function withCompanions(seats: readonly PretixSeat[]): PretixSeat[] {
  return seats.map((seat, index) => {
    const place = seats[index - 1]
    if (index % 2 === 0 || !place) return { ...seat, accessible: true }
    return { ...seat, companionOf: place.seat_guid }
  })
}

interface Floor {
  readonly name: string
  readonly areas: PretixArea[]
  readonly focalPoint: Point
  /** Seats to the left of it are behind the stage. */
  readonly behindX: number
}

function pitch(centre: Point): Floor {
  const areas = [rectangleAt(centre, PITCH, 'Pitch')]
  return { name: 'Pitch', areas, focalPoint: centre, behindX: -Infinity }
}

/** A stage at the left end of the pitch, and standing places in front of it. */
function concertFloor(centre: Point, capacity: number): Floor {
  const left = centre.x - PITCH.width / 2
  const front = left + STAGE.width
  const width = PITCH.width - STAGE.width - STAGE_GAP
  const standing = rectangleAt(
    { x: front + STAGE_GAP + width / 2, y: centre.y },
    { width, height: PITCH.height },
    'Standing',
  )
  return {
    name: 'Floor',
    areas: [
      rectangleAt({ x: left + STAGE.width / 2, y: centre.y }, STAGE, 'Stage'),
      { ...standing, area_guid: 'standing', capacity, category: 'Standing' },
    ],
    focalPoint: { x: front, y: centre.y },
    behindX: left,
  }
}

function spanOf(block: number, count: number, distance: number): Span {
  const from = BOWL.lengthTo(block / count, distance) + AISLE_WIDTH / 2
  const to = BOWL.lengthTo((block + 1) / count, distance) - AISLE_WIDTH / 2
  return { from, to, distance }
}

function capacityOf({ from, to }: Span, pitchMin: number): number {
  return Math.max(0, Math.floor((to - from) / pitchMin) + 1)
}

/** The points are in the middle of the span. */
function pointsIn({ from, to, distance }: Span, count: number, gap: number): Point[] {
  const start = (from + to - (count - 1) * gap) / 2
  return Array.from({ length: count }, (_, index) => BOWL.pointAt(start + index * gap, distance))
}

function lastDistance(rings: readonly Ring[], tier?: number): number {
  return Math.max(
    0,
    ...rings
      .filter((ring) => tier === undefined || ring.tier === tier)
      .map(({ distance }) => distance),
  )
}

function shifted({ x, y }: Point, by: Point): Point {
  return { x: x + by.x, y: y + by.y }
}
