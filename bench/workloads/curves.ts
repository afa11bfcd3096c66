import type { Turn } from '../rig/schedule.ts'
import { ADMIN_KEY } from '../rig/server-under-test.ts'
import { SERVERS, type ServerSpec } from '../rig/servers.ts'
import type { Workload } from '../rig/workload.ts'
import { CONNECTIONS } from '../rig/wrk.ts'
import { importSmallEvents } from './many-events.ts'
import { runBuyers, runBuyersOnAll } from './run-buyers.ts'
import { OWN, TURNOVER } from './workloads.ts'

/** One point of a curve: a server of one size, and its workload. */
export interface Point {
  readonly label: string
  readonly spec: ServerSpec
  readonly workload: Workload
}

/** How the cost of a request grows with one dimension, such as the number of seats. */
export interface Curve {
  readonly name: string
  readonly title: string
  /** The dimension that grows. */
  readonly unit: string
  readonly seconds: number
  /** One series per configuration, each with its points in ascending order. */
  readonly series: readonly (readonly Point[])[]
}

/** Counted rounds, after one for the warm-up. */
const ROUNDS = 3

/** The total over all events, so that only the number of events changes. */
const SEATS_OF_ALL_EVENTS = 100_000

const SEAT_COUNTS = [1_000, 10_000, 100_000, 1_000_000]
const EVENT_COUNTS = [1, 10, 100, 1_000, 10_000]
const CONNECTION_COUNTS = [1, 8, 64, 512, 4_096]
const INSTANCE_COUNTS = [1, 2, 3, 4]

const OWN_ON_ALL_INSTANCES: Workload = {
  ...OWN,
  prepare: async (server, run) => () => runBuyersOnAll(server, run),
}

const allSeats = SEATS_OF_ALL_EVENTS.toLocaleString('en')

export const CURVES: readonly Curve[] = [
  {
    name: 'seats',
    title: 'Seats in one event: book one, then cancel; two requests per booking',
    unit: 'seats',
    seconds: 1,
    series: ['postgres+redis', 'memory+redis', 'embedded'].map((server) =>
      SEAT_COUNTS.map((count) => pointOf(server, count, TURNOVER, { seatCount: count })),
    ),
  },
  {
    name: 'events',
    title: `Events, with ${allSeats} seats in total: a seller books a seat of any event`,
    unit: 'events',
    seconds: 1,
    series: [
      EVENT_COUNTS.map((count) =>
        pointOf('postgres+redis', count, bookingAnyEvent(count), { seatCount: 1 }),
      ),
    ],
  },
  {
    name: 'connections',
    title: 'Connections, each with one request in flight: each books its own seat',
    unit: 'connections',
    seconds: 2,
    series: ['postgres+redis', 'memory+redis'].map((server) =>
      CONNECTION_COUNTS.map((count) => {
        // Otherwise requests beyond 1,000 would be refused, which costs less than serving them.
        const settings = {
          REQUESTS_IN_FLIGHT_MAX: '100000',
          REQUESTS_IN_FLIGHT_PER_CLIENT_MAX: '100000',
        }
        return pointOf(server, count, ownOverConnections(count), { settings })
      }),
    ),
  },
  {
    name: 'instances',
    title: `Instances with one Postgres and one Redis, ${CONNECTIONS} connections per instance: each books its own seat`,
    unit: 'instances',
    seconds: 1,
    series: [
      INSTANCE_COUNTS.map((count) =>
        pointOf('postgres+redis', count, OWN_ON_ALL_INSTANCES, { instances: count }),
      ),
    ],
  },
]

/** Interleaves the points round by round. */
export function scheduleOfCurve({ name, series, seconds }: Curve): Turn[] {
  return Array.from({ length: ROUNDS + 1 }, (_, round) =>
    series.flat().map(({ spec, workload }) => {
      // One name for all points, so that they can be compared.
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
  if (!base) throw new Error(`Unknown server ${server}.`)
  const settings = { ...base.settings, ...more.settings }
  const spec = { ...base, ...more, settings, name: `${server} ${count}` }
  return { label: count.toLocaleString('en'), spec, workload }
}

function ownOverConnections(connections: number): Workload {
  return {
    ...OWN,
    openFiles: connections,
    prepare: async (server, run) => () =>
      runBuyers(server, { ...run, connections }, 'own', run.firstSeat, run.seats),
  }
}

function bookingAnyEvent(eventCount: number): Workload {
  return {
    name: 'everywhere',
    title: 'A seat of any event',
    suits: OWN.suits,
    expected: [201],
    seats: () => SEATS_OF_ALL_EVENTS / (ROUNDS + 1),
    prepare: async (server, run) => {
      await importSmallEvents(run.admin, eventCount, SEATS_OF_ALL_EVENTS / eventCount)
      const { firstSeat, seats } = run
      return () => runBuyers(server, run, 'everywhere', eventCount, firstSeat, seats, ADMIN_KEY)
    },
  }
}
