/** A small square image: one number per pixel, line by line, 0 where it is empty. */
export interface Stamp {
  readonly size: number
  readonly pixels: Uint32Array
}

/** The image that stamps are put on. */
export interface Sheet {
  readonly width: number
  readonly height: number
  readonly pixels: Uint32Array
}

/** Puts a stamp on a sheet, clipped to the sheet. Empty pixels of the stamp leave the sheet unchanged. */
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

/** How many positions between two pixels a seat of this size can have, along each axis. Small seats need more. */
export function phasesFor(radiusPx: number): number {
  if (radiusPx < 7) return 4
  return radiusPx < 16 ? 2 : 1
}

/** Splits a position into whole pixels and a phase. */
export function phased(
  at: number,
  phases: number,
): { readonly px: number; readonly phase: number } {
  const steps = Math.round(at * phases)
  const px = Math.floor(steps / phases)
  return { px, phase: steps - px * phases }
}
