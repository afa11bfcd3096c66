import { type PretixPlan, pretixPlan } from '../../tools/pretix-plan.ts'
import { AREA } from './hall.ts'

const ROWS = 5
const SEATS_PER_ROW = 8

/** A hall with named seats and a standing area. */
export function hallPlan(): PretixPlan {
  const plan = pretixPlan({ rows: ROWS, seats: SEATS_PER_ROW })
  const [zone] = plan.zones
  if (zone) {
    zone.areas = [
      {
        shape: 'rectangle',
        position: { x: 0, y: -50 },
        rectangle: { width: 80, height: 20 },
        area_guid: AREA.areaId,
        capacity: AREA.capacity,
        category: 'Stalls',
      },
    ]
  }
  return plan
}

export function seatIdsOf(plan: PretixPlan): string[] {
  return plan.zones.flatMap(({ rows }) =>
    rows.flatMap(({ seats }) => seats.map(({ seat_guid }) => seat_guid)),
  )
}

/** The same plan without some seats, and with another row. */
export function changedPlan(
  plan: PretixPlan,
  { removed, addedRow }: { readonly removed: readonly string[]; readonly addedRow: string },
): PretixPlan {
  const added = Array.from({ length: 3 }, (_, seat) => ({
    seat_guid: `${addedRow}-${seat}`,
    seat_number: String(seat),
    position: { x: seat * 10, y: 0 },
    category: 'Stalls',
  }))
  const row = { row_number: addedRow, position: { x: 0, y: 200 }, seats: added }
  return {
    ...plan,
    zones: plan.zones.map((zone) => {
      const kept = zone.rows.map((each) => ({
        ...each,
        seats: each.seats.filter(({ seat_guid }) => !removed.includes(seat_guid)),
      }))
      return { ...zone, rows: [...kept, row] }
    }),
  }
}
