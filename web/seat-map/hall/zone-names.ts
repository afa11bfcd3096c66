import { formatMoney } from '../../../client/src/index.ts'
import type { SeatMapTexts } from '../../texts/index.ts'
import type { HallZone } from './hall-zone.ts'
import type { ZoneSummary } from './zone-summary.ts'

type Texts = Pick<SeatMapTexts, 'zone' | 'zoneFree' | 'zoneNoMatch' | 'zonePrice' | 'locale'>

/** "482 free" and "from €45"; without prices only the first. */
export function zoneDetails({ free, leftOut, from }: ZoneSummary, texts: Texts): string[] {
  const { locale } = texts
  if (free === 0 && leftOut > 0) return [texts.zoneNoMatch]
  const count = texts.zoneFree(free, free.toLocaleString(locale))
  return from ? [count, texts.zonePrice(formatMoney(from, locale, { isShort: true }))] : [count]
}

/** "Block 117, 482 free, from €45" */
export function describeZone({ name }: HallZone, summary: ZoneSummary, texts: Texts): string {
  return [texts.zone(name), ...zoneDetails(summary, texts)].join(', ')
}
