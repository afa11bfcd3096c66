/** Compares versions. Their numbers count as numbers: 1.9 is older than 1.21. */
export function isOlder(version: string, than: string): boolean {
  return version.localeCompare(than, 'en', { numeric: true }) < 0
}
