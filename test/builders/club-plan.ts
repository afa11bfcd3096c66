import type { Schemas } from '../../client/src/index.ts'

type Plan = Schemas['SeatingPlan']
type PlanRow = Plan['zones'][number]['rows'][number]

const CATEGORIES = ['Balcony', 'Table', 'Standing']
const TABLE_SEATS = 8

/** A club: a standing area in front of the stage, four round tables, and a balcony with seats of every kind. */
export function clubPlan(): Plan {
  return {
    name: 'Club',
    categories: CATEGORIES.map((name) => ({ name })),
    zones: [
      { name: 'Floor', position: { x: 0, y: 0 }, rows: [], areas: [stage(), pit()] },
      { name: 'Tables', position: { x: 60, y: 420 }, rows: [0, 1, 2, 3].map(table) },
      {
        name: 'Balcony',
        position: { x: 20, y: 560 },
        rows: ['A', 'B', 'C'].map((label, index) => row(label, index * 32)),
      },
    ],
  }
}

function stage() {
  return {
    position: { x: 160, y: 0 },
    shape: 'rectangle',
    rectangle: { width: 280, height: 60 },
    color: '#e5e7eb',
    text: { text: 'Stage', position: { x: 140, y: 30 } },
  }
}

function pit() {
  return {
    position: { x: 300, y: 210 },
    shape: 'ellipse',
    ellipse: { radius: { x: 240, y: 120 } },
    text: { text: 'Pit', position: { x: 0, y: 0 } },
    area_guid: 'pit',
    capacity: 400,
    category: 'Standing',
  }
}

function table(index: number): PlanRow {
  return {
    row_number: `T${index + 1}`,
    position: { x: 40 + index * 140, y: 0 },
    seats: Array.from({ length: TABLE_SEATS }, (_, seat) => {
      const angle = (seat / TABLE_SEATS) * 2 * Math.PI
      return {
        seat_guid: `T${index + 1}-${seat + 1}`,
        seat_number: String(seat + 1),
        position: { x: 36 * Math.cos(angle), y: 36 * Math.sin(angle) },
        category: 'Table',
      }
    }),
  }
}

/** The first two seats are a wheelchair place with its companion, the last one is behind a pillar. */
function row(label: string, y: number): PlanRow {
  return {
    row_number: label,
    position: { x: 0, y },
    seats: Array.from({ length: 20 }, (_, seat) => ({
      seat_guid: `${label}-${seat + 1}`,
      seat_number: String(seat + 1),
      position: { x: seat * 29, y: 0 },
      category: 'Balcony',
      ...(seat === 0 && { accessible: true }),
      ...(seat === 1 && { companionOf: `${label}-1` }),
      ...(seat === 19 && { restrictedView: 'pillar' }),
    })),
  }
}
