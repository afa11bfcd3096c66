/** The parts of a date that are shown, in the format of the customer's device. */
const LONG: Intl.DateTimeFormatOptions = {
  weekday: 'long',
  year: 'numeric',
  month: 'long',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  timeZoneName: 'longGeneric',
}

const SHORT: Intl.DateTimeFormatOptions = {
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  timeZoneName: 'short',
}

/**
 * A time in the time zone of the venue, and the name of that zone. Without a zone, that of the customer's device is used
 * and named.
 */
export function dateText(
  iso: string,
  timeZone: string | undefined,
  { isShort = false, locale }: { readonly isShort?: boolean; readonly locale?: string } = {},
): string {
  const date = new Date(iso)
  const format = isShort ? SHORT : LONG
  try {
    return date.toLocaleString(locale, { ...format, timeZone })
  } catch {
    // This browser does not know the zone.
    return date.toLocaleString(locale, format)
  }
}
