import type { Schemas } from '../../client/src/index.ts'

type Plan = Schemas['SeatingPlan']

const SEAT = 10
const ROW = 16
/** Three rings of blocks around the pitch, with the category of each. */
const RINGS = [
  { number: 1, blocks: 16, radius: 760, category: 'Premium' },
  { number: 2, blocks: 20, radius: 1_220, category: 'Standard' },
  { number: 3, blocks: 24, radius: 1_680, category: 'Value' },
]

/** A stadium with 60 blocks; with 21 rows in each it has about 50,000 seats. */
export function stadiumPlan(rows = 21): Plan {
  return {
    name: 'Stadium',
    categories: [
      { name: 'Premium', color: '#b45309' },
      { name: 'Standard', color: '#1d4ed8' },
      { name: 'Value', color: '#0d7f75' },
    ],
    zones: [
      ...RINGS.flatMap((ring) =>
        Array.from({ length: ring.blocks }, (_, at) => block(ring, at, rows)),
      ),
      { name: '', position: { x: 0, y: 0 }, rows: [], areas: [field()] },
    ],
  }
}

function block(ring: (typeof RINGS)[number], at: number, rowCount: number): Plan['zones'][number] {
  const { number, blocks, radius, category } = ring
  const name = `${number}${String(at + 1).padStart(2, '0')}`
  const rows = Array.from({ length: rowCount }, (_, row) => {
    const distance = radius + row * ROW
    const width = (2 * Math.PI * distance) / blocks - 40
    const seats = Math.floor(width / SEAT)
    return {
      row_number: String(row + 1),
      seats: Array.from({ length: seats }, (_, seat) => {
        const offset = ((seat - (seats - 1) / 2) * SEAT) / distance
        const angle = (at / blocks) * 2 * Math.PI + offset
        return {
          seat_guid: `${name}-${row + 1}-${seat + 1}`,
          seat_number: String(seat + 1),
          // An oval, wider than high.
          position: { x: distance * 1.25 * Math.sin(angle), y: -distance * Math.cos(angle) },
          category,
        }
      }),
    }
  })
  return { name, position: { x: 0, y: 0 }, rows }
}

function field() {
  return {
    position: { x: -560, y: -380 },
    shape: 'rectangle',
    rectangle: { width: 1_120, height: 760 },
    color: '#bbf7d0',
    text: { text: 'Pitch', position: { x: 560, y: 380 }, size: 60 },
  }
}
