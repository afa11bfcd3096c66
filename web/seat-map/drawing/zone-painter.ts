import type { SeatMapTexts } from '../../texts/index.ts'
import type { HallZone } from '../hall/hall-zone.ts'
import { zoneDetails } from '../hall/zone-names.ts'
import { type Availability, zoneSummary } from '../hall/zone-summary.ts'
import type { Colour } from './colour.ts'
import type { Context2d } from './context.ts'
import { drawZone, drawZoneLabel } from './draw-zone.ts'
import { MARGIN, type Painter } from './layer.ts'
import { measureIn } from './text-width.ts'
import type { Theme } from './theme.ts'
import { onScreen, toScreen, type View } from './view.ts'
import { type ZoneColours, zoneColours } from './zone-colours.ts'
import { type DrawnZone, placeZoneLabels } from './zone-labels.ts'

export interface ZoneSettings extends Availability {
  readonly texts: SeatMapTexts
  readonly theme: Theme
  readonly colours: readonly Colour[]
}

/** The number of places in a zone. */
export function placesIn({ standing, from, to }: HallZone): number {
  return standing?.capacity ?? to - from
}

/** Paints all zones with their labels. */
export function zonePainter(settings: () => ZoneSettings): Painter {
  return function* paintZones({ context, canvas, view, pixelRatio }) {
    context.resetTransform()
    context.clearRect(0, 0, canvas.width, canvas.height)
    context.setTransform(pixelRatio, 0, 0, pixelRatio, MARGIN * pixelRatio, MARGIN * pixelRatio)
    yield
    yield* drawZones(context, settings().hall.zones, view, settings())
    context.resetTransform()
  }
}

/** Draws zones with their labels. It can be interrupted after each. */
export function* drawZones(
  context: Context2d,
  zones: readonly HallZone[],
  view: View,
  settings: ZoneSettings,
): Generator<undefined, void> {
  const drawn: (DrawnZone & { readonly colours: ZoneColours })[] = []
  for (const zone of zones) {
    const summary = zoneSummary(zone, settings)
    const outline = onScreen(view, zone.outline)
    const colours = zoneColours(summary, placesIn(zone), settings)
    const details = zoneDetails(summary, settings.texts)
    const texts = { name: zone.name, details, scale: settings.theme.textScale }
    const isStanding = zone.standing !== undefined
    drawn.push({ outline, middle: toScreen(view, zone.middle), texts, isStanding, colours })
    drawZone(context, outline, colours)
    yield
  }
  const labels = yield* placeZoneLabels(drawn, measureIn(context))
  for (const [index, { colours }] of drawn.entries()) {
    const label = labels[index]
    if (label) drawZoneLabel(context, label, colours)
    yield
  }
}
