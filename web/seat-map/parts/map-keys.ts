import type { MapCanvas } from '../drawing/map-canvas.ts'
import type { Hall } from '../hall/hall.ts'
import {
  type Direction,
  endOfRow,
  neighbourOf,
  seatBeside,
  standingAreaBetween,
  zoneBeside,
} from '../hall/neighbours.ts'

export interface MapKeysOptions {
  readonly hall: Hall
  readonly map: MapCanvas
  readonly onChoose: (seat: number) => void
  readonly onChooseArea: (areaId: string) => void
  /** Called when the keyboard cursor has moved to a seat or to a zone. */
  readonly onSeat: (seat: number, options: { readonly isQuiet: boolean }) => void
  readonly onZone: (zone: number) => void
}

export const ZOOM_STEP = 1.6

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}

type Cursor =
  | { readonly kind: 'seat'; readonly seat: number }
  | { readonly kind: 'zone'; readonly zone: number }

/** The keyboard on the map: among zones while they are too small to show their seats, else among seats. */
export class MapKeys {
  readonly #options: MapKeysOptions
  #cursor: Cursor | undefined

  constructor(options: MapKeysOptions) {
    this.#options = options
  }

  /** The seat under the cursor. */
  get seat(): number | undefined {
    return this.#cursor?.kind === 'seat' ? this.#cursor.seat : undefined
  }

  /** Continues at a seat that the customer has chosen in another way. */
  startAt(seat: number): void {
    this.#cursor = { kind: 'seat', seat }
  }

  goToSeat(seat: number): void {
    this.#goTo({ kind: 'seat', seat })
  }

  /** Goes to where the cursor was, or to the middle of the visible part. */
  enter(): void {
    this.#goTo(this.#current())
  }

  /** @returns whether the map uses this key */
  press(key: string): boolean {
    const { map } = this.#options
    const at = this.#current()
    const direction = ARROWS[key]
    if (direction) this.#goTo(this.#next(at, direction))
    else if (key === 'Enter' || key === ' ') this.#choose(at)
    else if (key === '+' || key === '=') map.camera.zoomSmoothly(ZOOM_STEP, this.#positionOf(at))
    else if (key === '-') map.camera.zoomSmoothly(1 / ZOOM_STEP, this.#positionOf(at))
    else if (key === '0') this.#showAll(at)
    else if (key === 'Escape') {
      // Otherwise the key is for the surrounding page.
      if (map.camera.isFitted) return false
      this.#showAll(at)
    } else return this.#goToEnd(key, at)
    return true
  }

  #goToEnd(key: string, at: Cursor): boolean {
    if ((key !== 'Home' && key !== 'End') || at.kind !== 'seat') return false
    const side = key === 'Home' ? 'left' : 'right'
    this.#goTo({ kind: 'seat', seat: endOfRow(this.#options.hall, at.seat, side) })
    return true
  }

  /** Where the cursor is, if it is at something that the map shows now. */
  #current(): Cursor {
    const { hall, map } = this.#options
    const at = this.#cursor ?? { kind: 'seat', seat: map.middleSeat }
    if (map.isOverview) {
      return at.kind === 'zone' ? at : { kind: 'zone', zone: hall.zoneOf(at.seat) }
    }
    const zone = at.kind === 'zone' ? hall.zones[at.zone] : undefined
    return zone && !zone.standing ? { kind: 'seat', seat: this.#seatIn(zone) } : at
  }

  #next(at: Cursor, direction: Direction): Cursor {
    const { hall, map } = this.#options
    const zone = at.kind === 'zone' ? hall.zones[at.zone] : undefined
    if (map.isOverview) {
      const next = zone && zoneBeside(hall, zone.middle, direction)
      return next === undefined ? at : { kind: 'zone', zone: next }
    }
    const from = at.kind === 'seat' ? hall.positionOf(at.seat) : zone?.middle
    if (!from) return at
    const seat =
      at.kind === 'seat' ? neighbourOf(hall, at.seat, direction) : seatBeside(hall, from, direction)
    const to = seat === undefined ? undefined : hall.positionOf(seat)
    const area = standingAreaBetween(hall, from, to, direction)
    if (area !== undefined && hall.zones[area] !== zone) return { kind: 'zone', zone: area }
    return seat === undefined ? at : { kind: 'seat', seat }
  }

  #choose(at: Cursor): void {
    const { hall, map, onChoose, onChooseArea, onSeat } = this.#options
    if (at.kind === 'seat') {
      this.#cursor = at
      map.cursor = at.seat
      map.show(at.seat)
      onSeat(at.seat, { isQuiet: true })
      onChoose(at.seat)
      return
    }
    const zone = hall.zones[at.zone]
    if (zone?.standing) onChooseArea(zone.standing.areaId)
    else if (zone) {
      map.showZones([at.zone])
      this.#goTo({ kind: 'seat', seat: this.#seatIn(zone) })
    }
  }

  #showAll(at: Cursor): void {
    this.#options.map.camera.fit()
    this.#cursor = at
    if (this.#options.map.isOverview) this.#goTo(this.#current())
  }

  #goTo(to: Cursor): void {
    const { map, hall, onSeat, onZone } = this.#options
    this.#cursor = to
    if (to.kind === 'seat') {
      map.cursor = to.seat
      map.show(to.seat)
      onSeat(to.seat, { isQuiet: false })
      return
    }
    map.zoneCursor = to.zone
    const zone = hall.zones[to.zone]
    if (zone) map.camera.show(zone.middle)
    onZone(to.zone)
  }

  #positionOf(at: Cursor) {
    const { hall, map } = this.#options
    if (at.kind === 'seat') return map.screenOf(at.seat)
    const zone = hall.zones[at.zone]
    return zone && map.camera.toScreen(zone.middle)
  }

  /** The seat of a zone that is nearest to its middle. */
  #seatIn({ from, to, middle }: Hall['zones'][number]): number {
    const { hall } = this.#options
    let [nearest, least] = [from, Infinity]
    for (let seat = from; seat < to; seat++) {
      const { x, y } = hall.positionOf(seat)
      const distance = Math.hypot(x - middle.x, y - middle.y)
      if (distance < least) [nearest, least] = [seat, distance]
    }
    return nearest
  }
}
