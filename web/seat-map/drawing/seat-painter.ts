import { grown } from '../hall/box.ts'
import type { Hall } from '../hall/hall.ts'
import type { RowLabels } from '../hall/row-labels.ts'
import type { LeftOut } from '../hall/seat-filter.ts'
import { FREE } from '../live/seat-board.ts'
import { visibleAreaTexts } from './area-texts.ts'
import { type Colour, cssOf, inkOn } from './colour.ts'
import { drawText } from './draw-tag.ts'
import { MARGIN, type Painter, type Picture } from './layer.ts'
import { hasSignInside } from './seat-signs.ts'
import { phased, putStamp, type Sheet } from './stamping.ts'
import { kindOf, Stamps } from './stamps.ts'
import { labelInk, rowStep, rowTag } from './tags.ts'
import { measureIn } from './text-width.ts'
import type { Theme } from './theme.ts'
import { toScreen, type View, windowOf } from './view.ts'

/** In parts of the distance between two seats. */
const RADIUS = 0.41
/** The smallest radius for marks and for seat numbers, in CSS pixels. */
const MARKED_FROM = 4
const LABELLED_FROM = 8.5
/** A label of this length always fits. */
const LABEL_FITS = 2
/** After this many seats, labels or lines of pixels, painting checks the time. */
const SEATS_PER_SLICE = 1_000
const LABELS_PER_SLICE = 60
const LINES_PER_SLICE = 256

export function seatRadius(hall: Hall, { scale }: View): number {
  return hall.pitch * RADIUS * scale
}

export function isMarked(radius: number): boolean {
  return radius >= MARKED_FROM
}

export interface SeatSettings {
  readonly hall: Hall
  readonly rowLabels: RowLabels
  /** By seat, as in `SeatBoard`. */
  readonly looks: Uint8Array
  readonly theme: Theme
  readonly colours: readonly Colour[]
  /** What the customer has filtered out; undefined without a filter. */
  readonly leftOut: LeftOut | undefined
}

/** Paints all seats. They are stamped pixel by pixel into one buffer. */
export function seatPainter(settings: () => SeatSettings): Painter {
  /** Shared by all pictures. */
  let image: ImageData | undefined
  return (picture) => {
    const { width, height } = picture.canvas
    if (image?.width !== width || image.height !== height) {
      image = picture.context.createImageData(width, height)
    }
    return paintSeats(settings(), picture, image)
  }
}

function* paintSeats(
  settings: SeatSettings,
  picture: Picture,
  image: ImageData,
): Generator<undefined, void> {
  const { hall } = settings
  const { context, view, size, pixelRatio } = picture
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
  yield* labelRows(settings, picture)
}

function* stampSeats(
  { hall, looks, theme, colours, leftOut }: SeatSettings,
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
    const kind = kindOf(
      looks[seat] ?? 0,
      hall.categoryOf[seat] ?? 0,
      hall.traitsOf[seat] ?? 0,
      leftOut?.isSeatOut(seat) ?? false,
    )
    putStamp(sheet, stamps.of(kind, x.phase, y.phase), x.px - centrePx, y.px - centrePx)
  }
}

/** Writes the labels at the ends of the rows. */
function* labelRows(
  { hall, rowLabels, theme }: SeatSettings,
  { context, view, size, pixelRatio }: Picture,
): Generator<undefined, void> {
  const { textScale } = theme
  const step = rowStep(hall.pitch * view.scale, textScale)
  if (step === undefined) return
  context.setTransform(pixelRatio, 0, 0, pixelRatio, MARGIN * pixelRatio, MARGIN * pixelRatio)
  const ink = cssOf(labelInk(theme))
  const measure = measureIn(context)
  const texts = visibleAreaTexts(hall.areas, size, { view, measure, textScale })
  const places = { view, measure, textScale, taken: texts.map(({ box }) => box) }
  const labels = rowLabels.atEnds(grown(windowOf(view, size), MARGIN / view.scale), step)
  let count = 0
  for (const label of labels) {
    const tag = rowTag(label, seatRadius(hall, view), places)
    if (tag) drawText(context, tag, ink)
    if (count++ % LABELS_PER_SLICE === 0) yield
  }
  context.resetTransform()
}

/** Writes the label into each free seat that has no sign. The other seats have marks there. */
function* labelSeats(
  { hall, looks, theme, colours, leftOut }: SeatSettings,
  { context, view, pixelRatio }: Picture,
  seats: readonly number[],
  radius: number,
): Generator<undefined, void> {
  const inks = colours.map((colour) => cssOf(inkOn(colour)))
  context.setTransform(pixelRatio, 0, 0, pixelRatio, MARGIN * pixelRatio, MARGIN * pixelRatio)
  context.textAlign = 'center'
  // Not that of the page.
  context.direction = 'ltr'
  context.textBaseline = 'middle'
  context.font = `600 ${Math.round(radius * 9) / 10}px system-ui, sans-serif`
  for (const [index, seat] of seats.entries()) {
    if (looks[seat] !== FREE || hasSignInside(hall.traitsOf[seat] ?? 0)) continue
    if (leftOut?.isSeatOut(seat)) continue
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
