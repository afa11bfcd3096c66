import { grown } from '../hall/box.ts'
import type { Hall } from '../hall/hall.ts'
import type { Colour } from './colour.ts'
import { cssOf, inkOn } from './colour.ts'
import type { Context2d } from './draw-seat.ts'
import { phased, putStamp, type Sheet } from './stamping.ts'
import { Stamps } from './stamps.ts'
import type { Theme } from './theme.ts'
import { type Size, toScreen, type View, windowOf } from './view.ts'

/** In parts of the distance between two seats. */
const RADIUS = 0.41
/** The smallest radius for marks and for seat numbers, in CSS pixels. */
const MARKED_FROM = 4
const LABELLED_FROM = 8.5
/** A label of this length always fits. */
const LABEL_FITS = 2
/** How far the picture extends beyond the window, in CSS pixels, so that it can be moved without repainting. */
const MARGIN = 128
/** After this many seats, labels or lines of pixels, painting checks the time. */
const SEATS_PER_SLICE = 1_000
const LABELS_PER_SLICE = 60
const LINES_PER_SLICE = 256
/** During a gesture, a picture is good enough if it is not stretched beyond this. */
const STRETCH = { least: 0.6, most: 1.8 }

export function seatRadius(hall: Hall, { scale }: View): number {
  return hall.pitch * RADIUS * scale
}

export function isMarked(radius: number): boolean {
  return radius >= MARKED_FROM
}

export interface PictureSettings {
  readonly hall: Hall
  /** By seat, as in `SeatBoard`. */
  readonly looks: Uint8Array
  readonly theme: Theme
  readonly colours: readonly Colour[]
}

/** The view for which a picture is painted. */
export interface Frame {
  readonly view: View
  readonly size: Size
  /** Device pixels per CSS pixel. */
  readonly pixelRatio: number
  /** Whether a gesture is in progress, so that the view will change again. */
  readonly isMoving: boolean
}

interface Picture extends Pick<Frame, 'view' | 'size' | 'pixelRatio'> {
  readonly canvas: OffscreenCanvas
  readonly context: OffscreenCanvasRenderingContext2D
  readonly image: ImageData
}

/**
 * All seats as one picture. It can be moved and stretched at no cost while the next one is painted in slices. See
 * docs/adr/0021-seat-map-on-a-2d-canvas.md.
 */
export class HallPicture {
  #settings: PictureSettings
  #shown: Picture | undefined
  #spare: Picture | undefined
  /** The pixel buffer for painting, shared by all pictures. */
  #image: ImageData | undefined
  #painting: Generator<undefined, Picture> | undefined
  #isOutdated = true

  constructor(settings: PictureSettings) {
    this.#settings = settings
  }

  /** Requests a new picture. One that is being painted is finished first. */
  outdate(settings: PictureSettings = this.#settings): void {
    this.#settings = settings
    this.#isOutdated = true
  }

  /**
   * Paints for this long at most, if there is anything to paint.
   * @returns whether to call it again in the next frame
   */
  paint(frame: Frame, budgetMs: number): boolean {
    if (!this.#painting) {
      if (!this.#isOutdated && this.#shown) {
        if (isSharpFor(this.#shown, frame)) return false
        if (frame.isMoving && isGoodFor(this.#shown, frame, this.#settings.hall)) return true
      }
      this.#isOutdated = false
      this.#painting = paintSeats(this.#settings, this.#blank(frame))
    }
    const endMs = performance.now() + budgetMs
    do {
      const { done, value } = this.#painting.next()
      if (done) {
        this.#spare = this.#shown
        this.#shown = value
        this.#painting = undefined
        break
      }
    } while (performance.now() < endMs)
    return true
  }

  /** Draws the latest picture, moved and stretched to fit the view. */
  draw(context: Context2d, view: View, pixelRatio: number): void {
    if (!this.#shown) return
    const { canvas, view: painted, size } = this.#shown
    const stretch = view.scale / painted.scale
    const snap = (value: number) =>
      stretch === 1 ? Math.round(value * pixelRatio) / pixelRatio : value
    context.drawImage(
      canvas,
      snap(view.x - (painted.x + MARGIN) * stretch),
      snap(view.y - (painted.y + MARGIN) * stretch),
      (size.width + 2 * MARGIN) * stretch,
      (size.height + 2 * MARGIN) * stretch,
    )
  }

  /** Reuses the older one of two canvases, so that panning creates none. */
  #blank({ view, size, pixelRatio }: Frame): Picture {
    const width = Math.ceil((size.width + 2 * MARGIN) * pixelRatio)
    const height = Math.ceil((size.height + 2 * MARGIN) * pixelRatio)
    const canvas = this.#spare?.canvas ?? new OffscreenCanvas(width, height)
    const context = this.#spare?.context ?? canvas.getContext('2d')
    if (!context) throw new Error('This browser has no 2D canvas.')
    if (canvas.width !== width) canvas.width = width
    if (canvas.height !== height) canvas.height = height
    if (this.#image?.width !== width || this.#image.height !== height) {
      this.#image = context.createImageData(width, height)
    }
    return { canvas, context, image: this.#image, view, size, pixelRatio }
  }
}

/** Whether the picture covers the whole view in full sharpness. */
function isSharpFor(picture: Picture, { view, size, pixelRatio }: Frame): boolean {
  const { view: painted } = picture
  return (
    painted.scale === view.scale &&
    picture.pixelRatio === pixelRatio &&
    picture.size.width === size.width &&
    picture.size.height === size.height &&
    Math.abs(painted.x - view.x) < MARGIN &&
    Math.abs(painted.y - view.y) < MARGIN
  )
}

/** Whether the picture covers the visible part of the hall, though perhaps not in full sharpness. */
function isGoodFor(picture: Picture, { view, size }: Frame, { bounds }: Hall): boolean {
  const stretch = view.scale / picture.view.scale
  if (stretch < STRETCH.least || stretch > STRETCH.most) return false
  const has = grown(windowOf(picture.view, picture.size), MARGIN / picture.view.scale)
  const wanted = windowOf(view, size)
  return (
    has.left <= Math.max(wanted.left, bounds.left) &&
    has.top <= Math.max(wanted.top, bounds.top) &&
    has.right >= Math.min(wanted.right, bounds.right) &&
    has.bottom >= Math.min(wanted.bottom, bounds.bottom)
  )
}

function* paintSeats(settings: PictureSettings, picture: Picture): Generator<undefined, Picture> {
  const { hall } = settings
  const { context, image, view, size, pixelRatio } = picture
  const { width, height } = image
  const radius = seatRadius(hall, view)
  const seats = hall.grid.within(grown(windowOf(view, size), (MARGIN + radius) / view.scale))
  const pixels = new Uint32Array(image.data.buffer)
  for (let line = 0; line < height; line += LINES_PER_SLICE) {
    yield
    pixels.fill(0, line * width, (line + LINES_PER_SLICE) * width)
  }
  yield* stampSeats(settings, { sheet: { width, height, pixels }, view, pixelRatio }, seats)
  for (let line = 0; line < height; line += LINES_PER_SLICE) {
    yield
    context.putImageData(image, 0, 0, 0, line, width, LINES_PER_SLICE)
  }
  if (radius >= LABELLED_FROM) yield* labelSeats(settings, picture, seats, radius)
  return picture
}

function* stampSeats(
  { hall, looks, theme, colours }: PictureSettings,
  { sheet, view, pixelRatio }: { sheet: Sheet; view: View; pixelRatio: number },
  seats: readonly number[],
): Generator<undefined, void> {
  const radius = seatRadius(hall, view)
  const stamps = new Stamps({
    radiusPx: radius * pixelRatio,
    isMarked: isMarked(radius),
    theme,
    colours,
  })
  const { phases, centrePx } = stamps
  const scale = view.scale * pixelRatio
  const [originX, originY] = [(view.x + MARGIN) * pixelRatio, (view.y + MARGIN) * pixelRatio]
  for (const [index, seat] of seats.entries()) {
    if (index % SEATS_PER_SLICE === 0) yield
    const x = phased((hall.xs[seat] ?? 0) * scale + originX, phases)
    const y = phased((hall.ys[seat] ?? 0) * scale + originY, phases)
    const stamp = stamps.of(looks[seat] ?? 0, hall.categoryOf[seat] ?? 0, x.phase, y.phase)
    putStamp(sheet, stamp, x.px - centrePx, y.px - centrePx)
  }
}

/** Writes the label into each free seat. The other seats have marks there. */
function* labelSeats(
  { hall, looks, theme, colours }: PictureSettings,
  { context, view, pixelRatio }: Picture,
  seats: readonly number[],
  radius: number,
): Generator<undefined, void> {
  const inks = colours.map((colour) => cssOf(inkOn(colour)))
  context.setTransform(pixelRatio, 0, 0, pixelRatio, MARGIN * pixelRatio, MARGIN * pixelRatio)
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.font = `600 ${Math.round(radius * 9) / 10}px system-ui, sans-serif`
  for (const [index, seat] of seats.entries()) {
    if (looks[seat] !== 0) continue
    if (index % LABELS_PER_SLICE === 0) yield
    const { x, y } = toScreen(view, { x: hall.xs[seat] ?? 0, y: hall.ys[seat] ?? 0 })
    context.fillStyle = inks[hall.categoryOf[seat] ?? 0] ?? cssOf(theme.ink)
    const label = hall.labels[seat] ?? ''
    // Drawing text with a maximum width takes much longer.
    if (label.length <= LABEL_FITS) context.fillText(label, x, y + radius * 0.06)
    else context.fillText(label, x, y + radius * 0.06, radius * 1.7)
  }
  context.resetTransform()
}
