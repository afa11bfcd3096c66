import { BLACK, type Colour, parseColour } from './colour.ts'

const known = new Map<string, Colour | undefined>()
let reader: OffscreenCanvasRenderingContext2D | null | undefined

/** Parses any CSS colour, also names and `oklch(...)`. */
export function anyColour(text: string): Colour | undefined {
  if (!known.has(text)) known.set(text, parseColour(text) ?? painted(text))
  return known.get(text)
}

/** The colour of a pixel that was painted with it. */
function painted(text: string): Colour | undefined {
  reader ??= new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })
  if (!reader) return undefined
  // Assigning an invalid value has no effect.
  reader.fillStyle = '#000000'
  reader.fillStyle = text
  reader.fillRect(0, 0, 1, 1)
  const [red, green, blue] = reader.getImageData(0, 0, 1, 1).data
  return red === undefined || green === undefined || blue === undefined ? BLACK : [red, green, blue]
}
