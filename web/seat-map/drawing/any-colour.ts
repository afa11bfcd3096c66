import { type Colour, parseColour } from './colour.ts'

const known = new Map<string, Colour | undefined>()
let reader: OffscreenCanvasRenderingContext2D | null | undefined

/** Parses any CSS colour, names included. */
export function anyColour(text: string): Colour | undefined {
  if (!known.has(text)) {
    reader ??= new OffscreenCanvas(1, 1).getContext('2d')
    if (!reader) return parseColour(text)
    // Assigning an invalid value has no effect.
    reader.fillStyle = '#000000'
    reader.fillStyle = text
    known.set(text, parseColour(reader.fillStyle))
  }
  return known.get(text)
}
