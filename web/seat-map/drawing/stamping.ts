/** A small square picture: one number for each pixel, line by line, 0 where there is nothing. */
export interface Stamp {
  readonly size: number
  readonly pixels: Uint32Array
}

/** What stamps are put on. */
export interface Sheet {
  readonly width: number
  readonly height: number
  readonly pixels: Uint32Array
}

/** Puts a stamp on a sheet, as far as it is on it. What is empty of the stamp leaves the sheet as it is. */
export function putStamp(sheet: Sheet, stamp: Stamp, left: number, top: number): void {
  const { width, height, pixels } = sheet
  const { size, pixels: source } = stamp
  const [fromX, toX] = [Math.max(0, -left), Math.min(size, width - left)]
  const [fromY, toY] = [Math.max(0, -top), Math.min(size, height - top)]
  for (let y = fromY; y < toY; y++) {
    const sourceLine = y * size
    const line = (top + y) * width + left
    for (let x = fromX; x < toX; x++) {
      const pixel = source[sourceLine + x] ?? 0
      if (pixel !== 0) pixels[line + x] = pixel
    }
  }
}

/** In how many places between two pixels a seat of this size can be, along each side: the smaller, the more matters it. */
export function phasesFor(radiusPx: number): number {
  if (radiusPx < 7) return 4
  return radiusPx < 16 ? 2 : 1
}

/** A place as whole pixels, and which of the phases beyond. */
export function phased(
  at: number,
  phases: number,
): { readonly px: number; readonly phase: number } {
  const steps = Math.round(at * phases)
  const px = Math.floor(steps / phases)
  return { px, phase: steps - px * phases }
}
