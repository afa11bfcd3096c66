import type { SeatMapTexts } from '../texts/index.ts'
import type { Point } from './hall/box.ts'
import type { Hall } from './hall/hall.ts'
import { type Found, HallSearch } from './hall/search.ts'
import { placeOf } from './hall/seat-names.ts'
import type { StandingPlaces } from './hall/standing-places.ts'
import type { SeatBoard } from './live/seat-board.ts'

export interface FinderOptions {
  readonly texts: SeatMapTexts
  readonly hall: Hall
  readonly standing: StandingPlaces
  readonly board: SeatBoard
}

/** Finds places of the hall by their names, and says how they are called and how many seats are available there. */
export class Finder {
  readonly #options: FinderOptions
  #search: HallSearch | undefined

  constructor(options: FinderOptions) {
    this.#options = options
  }

  find(query: string): Found[] {
    const { hall, standing } = this.#options
    // Only visitors who search need the index of names.
    this.#search ??= new HallSearch(hall, standing.areas)
    return this.#search.find(query)
  }

  nameOf(found: Found): string {
    const { texts, hall, standing } = this.#options
    switch (found.kind) {
      case 'zone':
        return texts.zone(found.zone)
      case 'area':
        return standing.area(found.areaId)?.name ?? ''
      case 'row': {
        const { zone = '', label = '' } = hall.rows[found.row] ?? {}
        return texts.search.row(zone, label)
      }
      case 'seat':
        return placeOf({ hall, texts }, found.seat)
    }
  }

  noteOf(found: Found): string {
    const { texts, board, standing } = this.#options
    if (found.kind === 'seat') return texts.look[board.lookOf(found.seat)]
    if (found.kind === 'area') {
      const { capacity = 0 } = standing.area(found.areaId) ?? {}
      return texts.available(board.freeIn(found.areaId), capacity)
    }
    const seats = this.seatsOf(found)
    return texts.available(seats.filter((seat) => this.#isFree(seat)).length, seats.length)
  }

  /** All seats of a zone, a row, or the seat itself. */
  seatsOf(found: Found): number[] {
    if (found.kind === 'seat') return [found.seat]
    const { rows } = this.#options.hall
    const inside = rows.filter((row, index) =>
      found.kind === 'zone' ? row.zone === found.zone : found.kind === 'row' && index === found.row,
    )
    return inside.flatMap(({ from, to }) =>
      Array.from({ length: to - from }, (_, index) => from + index),
    )
  }

  /** Where a customer begins to choose: the available seat that is nearest to the middle. */
  firstSeatOf(found: Found): number | undefined {
    const { hall } = this.#options
    const seats = this.seatsOf(found)
    const free = seats.filter((seat) => this.#isFree(seat))
    const middle = middleOf(seats.map((seat) => hall.positionOf(seat)))
    const distance = (seat: number) => {
      const { x, y } = hall.positionOf(seat)
      return Math.hypot(x - middle.x, y - middle.y)
    }
    const all = free.length > 0 ? free : seats
    return all.toSorted((a, b) => distance(a) - distance(b))[0]
  }

  #isFree(seat: number): boolean {
    return this.#options.board.lookOf(seat) === 'free'
  }
}

function middleOf(points: readonly Point[]): Point {
  const sum = points.reduce((a, b) => ({ x: a.x + b.x, y: a.y + b.y }), { x: 0, y: 0 })
  return { x: sum.x / points.length, y: sum.y / points.length }
}
