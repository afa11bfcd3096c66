import { Hall } from '../../src/domain/best-seats/hall.ts'
import type { SeatId } from '../../src/domain/seat.ts'
import type {
  Area,
  PlanRow,
  PlanSeat,
  PlanZone,
  SeatingPlan,
} from '../../src/domain/seating-plan.ts'

/** The distance between two seats beside each other, and between two lines. */
const PITCH = 10

/**
 * A hall from a picture, with a line for each row from the front:
 *
 * - `A` and `B` are seats of these categories; `W` is an accessible place, `C` a companion seat of the nearest place in its
 *   row, `D` a companion seat of the first place in the lines above, and `V` a seat with a restricted view, all of
 *   category A. `X` is an accessible place and, like a `D`, a companion seat. A lower-case letter is a taken seat.
 * - A space is an aisle.
 * - `-- Balcony` begins another zone; the first one is `Stalls`. `-- Table booked whole` begins one that is one table.
 * - `tables:` begins lines in which each group of seats with three empty columns on both sides is one table. The public
 *   books each table as a whole after `whole tables:`. `rows:` ends such lines.
 *
 * The seat in line 2, column 5 has the id "2-5".
 */
export function picturedHall(
  picture: readonly string[],
  areas: readonly Area[] = [],
): PicturedHall {
  const zones: (PlanZone & { rows: PlanRow[] })[] = []
  let section: { title: string; lines: Line[] } = { title: '', lines: [] }
  let placeAbove: SeatId | undefined
  const endSection = () => {
    zones.at(-1)?.rows.push(...rowsOf(section))
  }
  const openZone = (name: string) => {
    const bookAs = name.endsWith('booked whole') ? ('whole' as const) : undefined
    zones.push({ name, bookAs, rows: [], areas: zones.length === 0 ? areas : [] })
  }
  openZone('Stalls')
  picture.forEach((text, y) => {
    const isTitle = text.startsWith('-- ') || text.endsWith(':')
    if (!isTitle) {
      section.lines.push({ y, text, placeAbove })
      const place = text.search(/[wx]/i)
      if (place >= 0) placeAbove = idAt(place, y)
    } else {
      endSection()
      section = { title: text, lines: [] }
      if (text.startsWith('-- ')) openZone(text.slice(3))
    }
  })
  endSection()
  return new PicturedHall(picture, zones)
}

export class PicturedHall {
  readonly plan: SeatingPlan
  readonly hall: Hall
  readonly taken: ReadonlySet<SeatId>
  readonly #picture: readonly string[]

  constructor(picture: readonly string[], zones: readonly PlanZone[]) {
    const used = zones.filter(({ rows }) => rows.length > 0)
    this.plan = { name: 'Hall', categories: [{ name: 'A' }, { name: 'B' }], zones: used }
    this.hall = new Hall(this.plan)
    this.#picture = picture
    this.taken = new Set(this.hall.seatIds.filter((id) => /[a-z]/.test(this.#letterOf(id))))
  }

  /** The picture with a `#` for each of these seats. */
  with(seatIds: readonly SeatId[] | undefined): readonly string[] | undefined {
    return (
      seatIds &&
      this.#picture.map((text, y) =>
        Array.from(text, (letter, x) => (seatIds.includes(idAt(x, y)) ? '#' : letter)).join(''),
      )
    )
  }

  #letterOf(id: SeatId): string {
    const [y = 1, x = 1] = id.split('-').map(Number)
    return this.#picture[y - 1]?.charAt(x - 1) ?? ''
  }
}

interface Line {
  readonly y: number
  readonly text: string
  /** The first accessible place in the nearest line above that has one. */
  readonly placeAbove: SeatId | undefined
}

interface Section {
  readonly title: string
  readonly lines: readonly Line[]
}

function rowsOf({ title, lines }: Section): PlanRow[] {
  if (!title.endsWith('tables:')) {
    return lines.flatMap((line) => rowOf([line], `Row ${line.y + 1}`) ?? [])
  }
  const bookAs = title.startsWith('whole') ? ('whole' as const) : undefined
  return tableColumns(lines).flatMap(({ from, to }) => {
    const texts = lines.map((line) => ({
      ...line,
      text: ' '.repeat(from) + line.text.slice(from, to),
    }))
    const row = rowOf(texts, `Table ${from + 1}`)
    return row ? { ...row, bookAs } : []
  })
}

/** The ranges of columns that are separated by at least three empty ones. */
function tableColumns(lines: readonly Line[]): { from: number; to: number }[] {
  const width = Math.max(...lines.map(({ text }) => text.length))
  const tables: { from: number; to: number }[] = []
  for (let x = 0; x < width; x++) {
    if (lines.every(({ text }) => (text[x] ?? ' ') === ' ')) continue
    const last = tables.at(-1)
    if (last && x - last.to < 3) last.to = x + 1
    else tables.push({ from: x, to: x + 1 })
  }
  return tables
}

function rowOf(lines: readonly Line[], name: string): PlanRow | undefined {
  const seats = lines.flatMap((line) =>
    Array.from(line.text).flatMap((letter, x) =>
      letter === ' ' ? [] : seatAt({ ...line, x, name }),
    ),
  )
  return seats.length === 0 ? undefined : { name, seats }
}

interface Spot extends Line {
  readonly x: number
  readonly name: string
}

function seatAt({ x, y, text, name, placeAbove }: Spot): PlanSeat {
  const letter = text.charAt(x).toUpperCase()
  return {
    id: idAt(x, y),
    row: name,
    number: String(x + 1),
    position: { x: x * PITCH, y: y * PITCH },
    category: letter === 'B' ? 'B' : 'A',
    ...(letter === 'W' || letter === 'X' ? { accessible: true } : {}),
    ...(letter === 'C' ? { companionOf: idAt(nearestPlace(text, x), y) } : {}),
    ...(letter === 'D' || letter === 'X' ? { companionOf: placeAbove } : {}),
    ...(letter === 'V' ? { restrictedView: 'A pillar' } : {}),
  }
}

function nearestPlace(text: string, x: number): number {
  const places = Array.from(text.matchAll(/w/gi), ({ index }) => index)
  return places.toSorted((a, b) => Math.abs(a - x) - Math.abs(b - x))[0] ?? x
}

function idAt(x: number, y: number): SeatId {
  return `${y + 1}-${x + 1}`
}
