import type { SeatMapTexts } from '../../texts/index.ts'
import type { Hall } from '../hall/hall.ts'
import type { PriceList } from '../hall/price-list.ts'
import { RowLabels } from '../hall/row-labels.ts'
import type { LeftOut } from '../hall/seat-filter.ts'
import type { SeatBoard } from '../live/seat-board.ts'
import { anyColour } from './any-colour.ts'
import { visibleAreaTexts } from './area-texts.ts'
import type { Colour } from './colour.ts'
import { drawAreas } from './draw-areas.ts'
import { drawTag } from './draw-tag.ts'
import { drawZoneRing } from './draw-zone.ts'
import { Fade } from './fade.ts'
import { type Frame, Layer } from './layer.ts'
import { drawMarks, Pulses } from './marks.ts'
import { seatPainter, seatRadius } from './seat-painter.ts'
import { labelInk, rowStep, stickyRowTags, zoneTags } from './tags.ts'
import { measureIn } from './text-width.ts'
import type { Theme } from './theme.ts'
import { onScreen, type View, windowOf } from './view.ts'
import type { Measure } from './zone-labels.ts'
import { drawZones, zonePainter } from './zone-painter.ts'

/** What the map shows, apart from its view. */
export interface MapState {
  readonly texts: SeatMapTexts
  readonly hall: Hall
  readonly board: SeatBoard
  readonly theme: Theme
  /** By category. */
  readonly colours: readonly Colour[]
  readonly prices: PriceList
  /** What the customer has filtered out; undefined without a filter. */
  readonly leftOut: LeftOut | undefined
  /** The seat under the mouse, and that under the keyboard cursor. */
  readonly hovered: number | undefined
  readonly cursor: number | undefined
  /** The same for zones and standing areas, by their index. */
  readonly hoveredZone: number | undefined
  readonly zoneCursor: number | undefined
}

export interface MapFrame extends Frame {
  readonly nowMs: number
  /** Whether zones are drawn instead of their seats. */
  readonly isOverview: boolean
  /** Whether changes are animated. */
  readonly isAnimated: boolean
  /** How long this frame may paint layers, in milliseconds. */
  readonly paintMs: number
}

const NO_TEXTS: ReadonlySet<string> = new Set()

/** Draws the map: areas, zones or seats, labels, and the marks that must be up to date in every frame. */
export class MapPicture {
  readonly #context: CanvasRenderingContext2D
  readonly #state: () => MapState
  readonly #seats: Layer
  readonly #zones: Layer
  readonly #rowLabels: RowLabels
  readonly #measure: Measure
  readonly #zoneNames: ReadonlySet<string>
  readonly #fade = new Fade()
  readonly #pulses = new Pulses()

  /** @param state returns the current state */
  constructor(context: CanvasRenderingContext2D, hall: Hall, state: () => MapState) {
    this.#context = context
    this.#state = state
    const painted = () => paintedState(state())
    const rowLabels = new RowLabels(hall)
    this.#rowLabels = rowLabels
    this.#seats = new Layer(
      seatPainter(() => ({ ...painted(), rowLabels })),
      hall.bounds,
    )
    this.#zones = new Layer(zonePainter(painted), hall.bounds)
    this.#measure = measureIn(context)
    this.#zoneNames = new Set(hall.zones.map(({ name }) => name))
  }

  /** Paints seats and zones again. */
  outdate(): void {
    this.#seats.outdate()
    this.#zones.outdate()
  }

  /** Shows rings around seats that have just changed. */
  pulse(seats: readonly number[]): void {
    this.#pulses.start(seats)
  }

  /** @returns whether the next frame differs even without a change */
  draw(frame: MapFrame): boolean {
    const { view, size, pixelRatio, nowMs, isOverview, isAnimated, paintMs } = frame
    const state = this.#state()
    const { theme, hall } = state
    const layer = isOverview ? this.#zones : this.#seats
    const isPainting = layer.paint(frame, paintMs)
    const share = this.#fade.shareAt(nowMs, isOverview, !isAnimated)
    const context = this.#context
    context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0)
    context.clearRect(0, 0, size.width, size.height)
    // In the overview, the zones have their names.
    const without = isOverview ? this.#zoneNames : NO_TEXTS
    const settings = { theme, colourOf: anyColour, measure: this.#measure, without }
    drawAreas(context, hall.areas, { view, size }, settings)
    if (share < 1) this.#drawSeats(frame)
    if (share > 0) {
      context.globalAlpha = share
      this.#zones.draw(context, view, pixelRatio)
      context.globalAlpha = 1
    }
    const isPulsing = this.#drawMarks(frame, state)
    return isPainting || isPulsing || (share > 0 && share < 1)
  }

  #drawSeats({ view, size, pixelRatio }: MapFrame): void {
    const context = this.#context
    const state = this.#state()
    const { hall, theme } = state
    const standing = hall.zones.filter((zone) => zone.standing)
    drawZones(context, standing, view, paintedState(state)).forEach(() => undefined)
    this.#seats.draw(context, view, pixelRatio)
    const { textScale } = theme
    const texts = visibleAreaTexts(hall.areas, size, { view, measure: this.#measure, textScale })
    const taken = texts.map(({ box }) => box)
    const places = { view, measure: this.#measure, textScale, taken }
    const names = zoneTags(hall, size, { ...places, written: texts.map(({ text }) => text) })
    const step = rowStep(hall.pitch * view.scale, textScale)
    if (step !== undefined) {
      const labels = this.#rowLabels.onSeats(windowOf(view, size), step)
      for (const tag of stickyRowTags(labels, seatRadius(hall, view), size, places)) {
        drawTag(context, tag, theme.background, labelInk(theme))
      }
    }
    for (const tag of names) drawTag(context, tag, theme.ink, theme.background)
  }

  #drawMarks({ view, nowMs, isOverview }: MapFrame, state: MapState): boolean {
    const context = this.#context
    const { hall, board, theme, hovered, cursor } = state
    this.#drawZoneRings(view, state)
    const radius = seatRadius(hall, view)
    drawMarks(context, { hall, board, view, radius, theme, hovered, cursor })
    const { accent: colour } = theme
    return !isOverview && this.#pulses.draw(context, nowMs, { hall, view, radius, colour })
  }

  #drawZoneRings(view: View, { hall, theme, hoveredZone, zoneCursor }: MapState): void {
    const ring = (index: number | undefined, colour: Colour, width: number) => {
      const zone = index === undefined ? undefined : hall.zones[index]
      if (zone) drawZoneRing(this.#context, onScreen(view, zone.outline), { colour, width })
    }
    ring(hoveredZone, theme.ink, 2)
    ring(zoneCursor, theme.background, 7)
    ring(zoneCursor, theme.ink, 3.5)
  }
}

/** What the layers need to know. */
export function paintedState(state: MapState) {
  const { texts, hall, board, prices, theme, colours, leftOut } = state
  const freeIn = (areaId: string) => board.freeIn(areaId)
  return { texts, hall, looks: board.looks, prices, theme, colours, leftOut, freeIn }
}
