import { importSmallEvents } from './many-events.ts'
import { sell, sellByAll } from './run-buyers.ts'
import { ADMIN_KEY } from '../rig/server-under-test.ts'
import { SERVERS, type ServerSpec } from '../rig/servers.ts'
import type { Turn } from '../rig/schedule.ts'
import type { Workload } from '../rig/workload.ts'
import { OWN, TURNOVER } from './workloads.ts'
import { CONNECTIONS } from '../rig/wrk.ts'

/** A server with so much of something, and what it is asked. */
export interface Point {
  readonly label: string
  readonly spec: ServerSpec
  readonly workload: Workload
}

/** How the cost of a request goes with how much there is of something. */
export interface Curve {
  readonly name: string
  readonly title: string
  /** What there is more and more of. */
  readonly unit: string
  readonly seconds: number
  /** One for each configuration: its points from the least to the most. */
  readonly series: readonly (readonly Point[])[]
}

/** The first warms up, and the median is taken of the others. */
const ROUNDS = 3

/** The events have so many seats together, so that their number is all that changes. */
const SEATS_OF_ALL_EVENTS = 100_000

const SEAT_COUNTS = [1_000, 10_000, 100_000, 1_000_000]
const EVENT_COUNTS = [1, 10, 100, 1_000, 10_000]
const CONNECTION_COUNTS = [1, 8, 64, 512, 4_096]
const INSTANCE_COUNTS = [1, 2, 3, 4]

const SELLING_BY_ALL: Workload = {
  ...OWN,
  prepare: async (server, run) => () => sellByAll(server, run),
}

const allSeats = SEATS_OF_ALL_EVENTS.toLocaleString('en')

export const CURVES: readonly Curve[] = [
  {
    name: 'seats',
    title: 'Seats in one event: any of them is booked, then cancelled; two requests a booking',
    unit: 'seats',
    seconds: 1,
    series: ['postgres+redis', 'memory+redis', 'embedded'].map((server) =>
      SEAT_COUNTS.map((count) => pointOf(server, count, TURNOVER, { seatCount: count })),
    ),
  },
  {
    name: 'events',
    title: `Events, with ${allSeats} seats in all: a seller books a seat of any event`,
    unit: 'events',
    seconds: 1,
    series: [
      EVENT_COUNTS.map((count) =>
        pointOf('postgres+redis', count, sellingEverywhere(count), { seatCount: 1 }),
      ),
    ],
  },
  {
    name: 'connections',
    title: 'Connections, each with a request under way: each books its own seat',
    unit: 'connections',
    seconds: 2,
    series: ['postgres+redis', 'memory+redis'].map((server) =>
      CONNECTION_COUNTS.map((count) => {
        // Else some would be turned away from 1,000 on, which is cheap, and another question.
        const settings = {
          REQUESTS_IN_FLIGHT_MAX: '100000',
          REQUESTS_IN_FLIGHT_PER_CLIENT_MAX: '100000',
        }
        return pointOf(server, count, sellingTo(count), { settings })
      }),
    ),
  },
  {
    name: 'instances',
    title: `Instances with one Postgres and one Redis, ${CONNECTIONS} connections to each: each books its own seat`,
    unit: 'instances',
    seconds: 1,
    series: [
      INSTANCE_COUNTS.map((count) =>
        pointOf('postgres+redis', count, SELLING_BY_ALL, { instances: count }),
      ),
    ],
  },
]

/** The points take turns, round by round. */
export function turnsOfCurve({ name, series, seconds }: Curve): Turn[] {
  return Array.from({ length: ROUNDS + 1 }, (_, round) =>
    series.flat().map(({ spec, workload }) => {
      // The same name for all, so that they can be compared.
      return { round, workload: { ...workload, name }, spec, seconds }
    }),
  ).flat()
}

function pointOf(
  server: string,
  count: number,
  workload: Workload,
  more: Partial<ServerSpec>,
): Point {
  const base = SERVERS.find(({ name }) => name === server)
  if (!base) throw new Error(`There is no ${server}.`)
  const settings = { ...base.settings, ...more.settings }
  const spec = { ...base, ...more, settings, name: `${server} ${count}` }
  return { label: count.toLocaleString('en'), spec, workload }
}

function sellingTo(connections: number): Workload {
  return {
    ...OWN,
    prepare: async (server, run) => () =>
      sell(server, { ...run, connections }, 'own', run.firstSeat, run.seats),
  }
}

function sellingEverywhere(eventCount: number): Workload {
  return {
    name: 'everywhere',
    title: 'A seat of any event',
    suits: OWN.suits,
    expected: [201],
    seats: () => SEATS_OF_ALL_EVENTS / (ROUNDS + 1),
    prepare: async (server, run) => {
      await importSmallEvents(run.office, eventCount, SEATS_OF_ALL_EVENTS / eventCount)
      const { firstSeat, seats } = run
      return () => sell(server, run, 'everywhere', eventCount, firstSeat, seats, ADMIN_KEY)
    },
  }
}
