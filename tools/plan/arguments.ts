import { asPrinted } from '../../src/domain/printed-text.ts'
import { parseCommandLine, UsageError, wholeNumber } from '../command-line.ts'
import { type CategoryRange, DEFAULT_CATEGORY } from './plan-parts.ts'
import type { RowsOptions } from './rows.ts'
import type { StadiumOptions } from './stadium.ts'
import { TABLE_FORMS, type TablesOptions } from './tables.ts'

export type PlanArguments =
  | { readonly hall: 'rows'; readonly options: RowsOptions }
  | { readonly hall: 'tables'; readonly options: TablesOptions }
  | { readonly hall: 'stadium'; readonly options: StadiumOptions }

/** The service accepts no larger plan. */
const SEATS_MAX = 100_000
const NAME_CHARACTERS_MAX = 40
/** The colours of categories differ up to this number. */
const CATEGORIES_MAX = 10

export const USAGE = `Usage: npm run --silent plan -- rows|tables|stadium [OPTION...] > plan.json

Prints a seating plan for POST /api/events. Without --silent, npm prints lines
of its own before it.

rows: straight rows in front of a stage
  --zones NAME,...         one behind the other (Stalls)
  --rows N                 rows of each zone (10)
  --seats N                seats of each row (20)
  --aisles N,...           numbers of the seats with an aisle after them (none)
  --category NAME=FROM-TO  the category of these rows of every zone, counted from
                           the front; NAME=ZONE:FROM-TO of one zone. May be
                           repeated. Other rows are Standard

tables: tables in front of a stage
  --zone NAME              (Tables)
  --tables N               (20)
  --seats N                seats of each table (8)
  --form ring|sides        round tables, or rectangular ones with two sides (ring)
  --whole                  a table is sold as a whole only
  --category NAME=FROM-TO  the category of these tables. May be repeated

stadium: blocks 101, 102, ... around a pitch, and 201, ... above them
  --seats N                without the standing places (50000)
  --tiers N                1 to 4 (3)
  --blocks N               blocks of each tier, 4 to 99 (40)
  --standing N             standing places in front of a stage (0: no stage)
  --wheelchairs N          wheelchair places, each with a companion's seat; they
                           are part of --seats (0)

  --name TEXT              the name of the hall
  --help                   prints this text
`

const TEXT = { type: 'string' } as const
const TEXTS = { type: 'string', multiple: true } as const
const FLAG = { type: 'boolean', default: false } as const

/**
 * @returns undefined for --help
 * @throws {UsageError}
 */
export function parseArguments([hall = '', ...args]: readonly string[]): PlanArguments | undefined {
  if ([hall, ...args].some((each) => each === '--help' || each === '-h')) return undefined
  switch (hall) {
    case 'rows':
      return { hall, options: rowsOptions(args) }
    case 'tables':
      return { hall, options: tablesOptions(args) }
    case 'stadium':
      return { hall, options: stadiumOptions(args) }
    default:
      throw new UsageError(`${hall === '' ? 'no hall' : hall}: must be rows, tables or stadium`)
  }
}

function rowsOptions(args: readonly string[]): RowsOptions {
  const options = { name: TEXT, zones: TEXT, rows: TEXT, seats: TEXT, aisles: TEXT } as const
  const { values: given } = parseCommandLine({
    args: [...args],
    options: { ...options, category: TEXTS },
  })
  const zones = namesIn('--zones', (given.zones ?? 'Stalls').split(','))
  const rows = integerIn('--rows', given.rows, { min: 1, max: 1_000, unset: 10 })
  const seats = integerIn('--seats', given.seats, { min: 1, max: 1_000, unset: 20 })
  limitSeats(zones.length * rows * seats)
  return {
    name: nameIn('--name', given.name ?? 'Hall'),
    zones,
    rows,
    seats,
    aisles: (given.aisles?.split(',') ?? []).map((after) =>
      integerIn('--aisles', after, { min: 1, max: Math.max(1, seats - 1) }),
    ),
    categories: rangesIn(given.category, { zones, max: rows }),
  }
}

function tablesOptions(args: readonly string[]): TablesOptions {
  const options = { name: TEXT, zone: TEXT, tables: TEXT, seats: TEXT, form: TEXT } as const
  const { values: given } = parseCommandLine({
    args: [...args],
    options: { ...options, whole: FLAG, category: TEXTS },
  })
  const zone = nameIn('--zone', given.zone ?? 'Tables')
  const tables = integerIn('--tables', given.tables, { min: 1, max: 10_000, unset: 20 })
  const seats = integerIn('--seats', given.seats, { min: 1, max: 100, unset: 8 })
  limitSeats(tables * seats)
  const form = TABLE_FORMS.find((each) => each === (given.form ?? 'ring'))
  if (!form) throw new UsageError(`--form ${given.form}: must be ${TABLE_FORMS.join(' or ')}`)
  return {
    name: nameIn('--name', given.name ?? 'Hall'),
    zone,
    tables,
    seats,
    form,
    whole: given.whole,
    categories: rangesIn(given.category, { zones: [zone], max: tables }),
  }
}

function stadiumOptions(args: readonly string[]): StadiumOptions {
  const options = { name: TEXT, seats: TEXT, tiers: TEXT, blocks: TEXT } as const
  const { values: given } = parseCommandLine({
    args: [...args],
    options: { ...options, standing: TEXT, wheelchairs: TEXT },
  })
  const seats = integerIn('--seats', given.seats, { min: 1, max: SEATS_MAX, unset: 50_000 })
  const standing = integerIn('--standing', given.standing, { min: 0, max: SEATS_MAX, unset: 0 })
  limitSeats(seats + standing)
  return {
    name: nameIn('--name', given.name ?? 'Stadium'),
    seats,
    standing,
    tiers: integerIn('--tiers', given.tiers, { min: 1, max: 4, unset: 3 }),
    blocks: integerIn('--blocks', given.blocks, { min: 4, max: 99, unset: 40 }),
    wheelchairs: integerIn('--wheelchairs', given.wheelchairs, {
      min: 0,
      max: Math.floor(seats / 2),
      unset: 0,
    }),
  }
}

function integerIn(
  flag: string,
  given: string | undefined,
  { min, max, unset }: { readonly min: number; readonly max: number; readonly unset?: number },
): number {
  if (given === undefined && unset !== undefined) return unset
  return wholeNumber(flag, given ?? '', { min, max })
}

function nameIn(flag: string, given: string): string {
  const name = given.trim()
  if (asPrinted(name) !== '' && name.length <= NAME_CHARACTERS_MAX && !/\p{Cc}/u.test(name)) {
    return name
  }
  const rule = `must have 1 to ${NAME_CHARACTERS_MAX} characters, without control characters`
  throw new UsageError(`${flag} ${JSON.stringify(given)}: ${rule}`)
}

/** Names that do not look alike. */
function namesIn(flag: string, given: readonly string[]): string[] {
  const names = given.map((each) => nameIn(flag, each))
  const printed = names.map(asPrinted)
  const again = names.find((_, index) => printed.indexOf(printed[index] ?? '') < index)
  if (again !== undefined) throw new UsageError(`${flag}: ${again} is named twice`)
  return names
}

/** @param max the number of rows or tables */
function rangesIn(
  given: readonly string[] = [],
  { zones, max }: { readonly zones: readonly string[]; readonly max: number },
): CategoryRange[] {
  const ranges = given.map((each) => {
    const parts = /^(?<name>[^=]+)=(?:(?<zone>[^:]+):)?(?<from>\d+)(?:-(?<to>\d+))?$/.exec(each)
    if (!parts?.groups) {
      throw new UsageError(`--category ${each}: must be NAME=FROM-TO, such as Premium=1-3`)
    }
    const { name = '', zone, from, to = from } = parts.groups
    if (zone !== undefined && !zones.includes(zone)) {
      throw new UsageError(`--category ${each}: there is no zone ${zone}`)
    }
    const first = integerIn(`--category ${each}:`, from, { min: 1, max })
    const last = integerIn(`--category ${each}:`, to, { min: first, max })
    return { category: nameIn('--category', name), zone, from: first, to: last }
  })
  const names = [...new Set(ranges.map(({ category }) => category))]
  if (names.length >= CATEGORIES_MAX) {
    throw new UsageError(`--category: at most ${CATEGORIES_MAX - 1} categories besides Standard`)
  }
  namesIn('--category', [...new Set([DEFAULT_CATEGORY, ...names])])
  return ranges
}

function limitSeats(count: number): void {
  if (count > SEATS_MAX) {
    throw new UsageError(`${count} seats and places: a plan has at most ${SEATS_MAX}`)
  }
}
