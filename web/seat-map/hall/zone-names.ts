import { moneyText } from '../../money.ts'
import { SEAT_MAP } from '../../texts.ts'
import type { HallZone } from './hall-zone.ts'
import type { ZoneSummary } from './zone-summary.ts'

/** "482 free" and "from €45"; without prices only the first. */
export function zoneDetails({ free, from }: ZoneSummary): string[] {
  const price = from && SEAT_MAP.zonePrice(moneyText(from, { isShort: true }))
  return [SEAT_MAP.zoneFree(free), price].filter((text) => text !== undefined)
}

/** "Block 117, 482 free, from €45" */
export function describeZone({ name }: HallZone, summary: ZoneSummary): string {
  return [SEAT_MAP.zone(name), ...zoneDetails(summary)].join(', ')
}
