import type { Box, Point } from '../hall/box.ts'

/** The visible part of the hall: a place is drawn at `place * scale + offset`, in CSS pixels. */
export interface View {
  readonly scale: number
  readonly x: number
  readonly y: number
}

export interface Size {
  readonly width: number
  readonly height: number
}

export interface ScaleRange {
  readonly least: number
  readonly most: number
}

/** The parts of the window at its edges that are left free. */
export interface Insets {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** Shows a part of the hall as large as possible, in the middle of the window within the insets. */
export function fitted(part: Box, size: Size, insets: Insets | number): View {
  const { left, right, top, bottom } =
    typeof insets === 'number'
      ? { left: insets, right: insets, top: insets, bottom: insets }
      : insets
  const width = Math.max(1, part.right - part.left)
  const height = Math.max(1, part.bottom - part.top)
  const room = { width: size.width - left - right, height: size.height - top - bottom }
  const scale = Math.max(1e-6, Math.min(room.width / width, room.height / height))
  const middle = { x: (part.left + part.right) / 2, y: (part.top + part.bottom) / 2 }
  return panned(centredOn(middle, scale, size), (left - right) / 2, (top - bottom) / 2)
}

export function centredOn(place: Point, scale: number, { width, height }: Size): View {
  return { scale, x: width / 2 - place.x * scale, y: height / 2 - place.y * scale }
}

export function toScreen({ scale, x, y }: View, place: Point): Point {
  return { x: place.x * scale + x, y: place.y * scale + y }
}

export function onScreen(view: View, places: readonly Point[]): Point[] {
  return places.map((place) => toScreen(view, place))
}

export function toHall({ scale, x, y }: View, at: Point): Point {
  return { x: (at.x - x) / scale, y: (at.y - y) / scale }
}

/** Zooms, with the place at `at` staying there. */
export function zoomed(view: View, factor: number, at: Point, range: ScaleRange): View {
  const scale = Math.min(range.most, Math.max(range.least, view.scale * factor))
  const place = toHall(view, at)
  return { scale, x: at.x - place.x * scale, y: at.y - place.y * scale }
}

export function panned(view: View, dx: number, dy: number): View {
  return { ...view, x: view.x + dx, y: view.y + dy }
}

/** Limits panning, so that the hall never leaves the window. */
export function kept(view: View, bounds: Box, { width, height }: Size): View {
  const from = toScreen(view, { x: bounds.left, y: bounds.top })
  const to = toScreen(view, { x: bounds.right, y: bounds.bottom })
  return panned(
    view,
    Math.min(0, width * 0.6 - from.x) + Math.max(0, width * 0.4 - to.x),
    Math.min(0, height * 0.6 - from.y) + Math.max(0, height * 0.4 - to.y),
  )
}

/** Pans just enough to show a place, at least `padding` from the edge of the window. */
export function showing(view: View, place: Point, { width, height }: Size, padding: number): View {
  const at = toScreen(view, place)
  return panned(
    view,
    Math.min(Math.max(at.x, padding), width - padding) - at.x,
    Math.min(Math.max(at.y, padding), height - padding) - at.y,
  )
}

/** A view between two others. The scale grows exponentially, which looks even. */
export function between(from: View, to: View, progress: number, { width, height }: Size): View {
  if (progress >= 1) return to
  const scale = from.scale * (to.scale / from.scale) ** progress
  const middle = { x: width / 2, y: height / 2 }
  const [a, b] = [toHall(from, middle), toHall(to, middle)]
  const part =
    from.scale === to.scale
      ? progress
      : (1 / from.scale - 1 / scale) / (1 / from.scale - 1 / to.scale)
  return centredOn({ x: a.x + (b.x - a.x) * part, y: a.y + (b.y - a.y) * part }, scale, {
    width,
    height,
  })
}

/** The part of the hall in the window. */
export function windowOf(view: View, { width, height }: Size): Box {
  const topLeft = toHall(view, { x: 0, y: 0 })
  const bottomRight = toHall(view, { x: width, y: height })
  return { left: topLeft.x, top: topLeft.y, right: bottomRight.x, bottom: bottomRight.y }
}
