import type { Schemas } from '../../client/src/index.ts'

const BLOCKS = 24
const ROWS = 95
const RADIUS = 700
const ROW_PITCH = 30
const SEAT_PITCH = 26
const CATEGORIES = [
  { name: 'Lower', color: '#1e3a8a', rows: 25 },
  { name: 'Middle', color: '#0d7f75', rows: 55 },
  { name: 'Upper', color: '#c026d3', rows: ROWS },
] as const

/** An arena of some 50,000 seats around a floor. */
export function arena(): Schemas['SeatingPlan'] {
  return {
    name: 'Arena',
    categories: CATEGORIES.map(({ name, color }) => ({ name, color })),
    zones: Array.from({ length: BLOCKS }, (_, block) => ({
      name: `Block ${block + 1}`,
      position: { x: 0, y: 0 },
      rows: Array.from({ length: ROWS }, (_, row) => ({
        row_number: `${row + 1}`,
        seats: seatsOf(block, row),
      })),
    })),
  }
}

function seatsOf(block: number, row: number) {
  const radius = RADIUS + row * ROW_PITCH
  const widthRad = (2 * Math.PI) / BLOCKS - 0.024
  const count = Math.floor((radius * widthRad) / SEAT_PITCH)
  const category = CATEGORIES.find(({ rows }) => row < rows)?.name ?? ''
  return Array.from({ length: count }, (_, seat) => {
    const angle = ((block + 0.5) / BLOCKS) * 2 * Math.PI + widthRad * ((seat + 0.5) / count - 0.5)
    return {
      seat_guid: `${block + 1}-${row + 1}-${seat + 1}`,
      seat_number: `${seat + 1}`,
      position: { x: radius * Math.cos(angle), y: radius * Math.sin(angle) },
      category,
    }
  })
}
