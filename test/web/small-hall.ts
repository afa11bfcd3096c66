import { Hall } from '../../web/seat-map/hall/hall.ts'
import type { Plan } from '../../web/seat-map/hall/hall-area.ts'

/** Two rows of five seats, A in front of B, with an aisle in row B, and a box at the side; a stage in front. */
export const SMALL_PLAN: Plan = {
  name: 'Small hall',
  categories: [{ name: 'Near', color: '#b45309' }, { name: 'Far' }],
  zones: [
    {
      name: 'Stalls',
      position: { x: 100, y: 50 },
      rows: [row('A', 0, [0, 20, 40, 60, 80], 'Near'), row('B', 20, [0, 20, 60, 80, 100], 'Far')],
      areas: [
        {
          position: { x: 0, y: -40 },
          shape: 'rectangle',
          rectangle: { width: 80, height: 20 },
          color: '#eee',
          text: 'Stage',
        },
      ],
    },
    {
      name: 'Box',
      position: { x: 0, y: 0 },
      rows: [row('1', 120, [0, 20], 'Far')],
    },
  ],
}

export const smallHall = () => new Hall(SMALL_PLAN)

function row(label: string, y: number, xs: readonly number[], category: string) {
  return {
    row_number: label,
    position: { x: 0, y },
    seats: xs.map((x, index) => ({
      seat_guid: `${label}-${index + 1}`,
      seat_number: String(index + 1),
      position: { x, y: 0 },
      category,
    })),
  }
}
