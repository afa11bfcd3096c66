import { ADMIN_KEY } from '../rig/server-under-test.ts'
import { LARGE_EVENT, MANY_EVENTS, type ServerSpec, SMALL_EVENT } from '../rig/servers.ts'
import type { Workload } from '../rig/workload.ts'
import { BOOKINGS_THEN_RESTART } from './bookings-then-restart.ts'
import { EVENT_SEATS, EVENTS, importEvents } from './many-events.ts'
import { OVERLOADS } from './overload.ts'
import { FOLLOWED_SEATS, FollowedEvent } from './polls.ts'
import { runBuyers } from './run-buyers.ts'
import { STREAMS } from './streams.ts'

const SALE_SEATS = 10_000
const HERD_SEATS = 10_000
/** For workloads in which each request books its own seat. Only a very fast machine uses them up. */
const SEATS_A_SECOND = 40_000

/** The distance between the first seats of two runs. */
const FAR = 100_003

const followedSeats = FOLLOWED_SEATS.toLocaleString('en')

const none = (): number => 0
const everyone = ({ seatCount }: ServerSpec): boolean => seatCount === undefined
/** Servers that really book. */
const bookingServers = (spec: ServerSpec): boolean => spec.kind !== 'limit' && everyone(spec)
const thisService = (spec: ServerSpec): boolean => spec.kind === 'ours' && everyone(spec)
const named =
  (...names: string[]) =>
  ({ name }: ServerSpec): boolean =>
    names.includes(name)
const defaultEvent = (): string => 'default'

export const OWN: Workload = {
  name: 'own',
  title: 'Own seats',
  suits: everyone,
  expected: [200],
  eventId: defaultEvent,
  seats: (seconds) => SEATS_A_SECOND * seconds,
  prepare: async (server, run) => () => runBuyers(server, run, 'own', run.firstSeat, run.seats),
}

export const TURNOVER: Workload = {
  name: 'turnover',
  title: 'Book a seat, then cancel: two requests per booking',
  suits: named(SMALL_EVENT, LARGE_EVENT),
  slow: true,
  expected: [200, 204],
  eventId: defaultEvent,
  seats: none,
  prepare: async (server, run) => {
    // The last run may have ended before its bookings were cancelled.
    await run.admin.cancelAll('default')
    const seats = server.spec.seatCount ?? 0
    return () => runBuyers(server, run, 'turnover', seats, run.number * FAR, ADMIN_KEY)
  },
}

export const WORKLOADS: readonly Workload[] = [
  {
    name: 'hot',
    title: 'One hot seat',
    suits: everyone,
    expected: [200, 400, 423],
    eventId: defaultEvent,
    seats: () => 1,
    prepare: async (server, run) => () => runBuyers(server, run, 'hot', run.firstSeat),
  },
  OWN,
  {
    name: 'on-sale',
    title: `${SALE_SEATS.toLocaleString('en')} seats, some more popular (Zipf)`,
    suits: bookingServers,
    expected: [200, 400, 423],
    eventId: defaultEvent,
    seats: () => SALE_SEATS,
    prepare: async (server, run) => () =>
      runBuyers(server, run, 'sale', run.firstSeat, run.seats, run.number),
  },
  {
    name: 'hold-confirm',
    title: 'Hold two seats, then confirm: two requests per sale',
    suits: thisService,
    expected: [200, 201],
    eventId: defaultEvent,
    seats: (seconds) => SEATS_A_SECOND * seconds,
    prepare: async (server, run) => () => runBuyers(server, run, 'hold', run.firstSeat, run.seats),
  },
  {
    name: 'best-available',
    title: `All buyers want the best two of ${HERD_SEATS.toLocaleString('en')} seats`,
    suits: thisService,
    // 409 once all seats are sold.
    expected: [201, 409],
    eventId: (run) => `herd-${run.number}`,
    seats: none,
    prepare: async (server, run) => {
      await run.admin.event(`herd-${run.number}`, HERD_SEATS)
      return () => runBuyers(server, run, 'best', `herd-${run.number}`)
    },
  },
  {
    name: 'named-hold',
    title: `Each buyer holds another two of ${HERD_SEATS.toLocaleString('en')} seats by name`,
    suits: thisService,
    expected: [201],
    eventId: (run) => `named-${run.number}`,
    seats: none,
    prepare: async (server, run) => {
      await run.admin.event(`named-${run.number}`, HERD_SEATS)
      return () => runBuyers(server, run, 'named', `named-${run.number}`, HERD_SEATS)
    },
  },
  {
    name: 'polling',
    title: `Following ${followedSeats} seats, of which 1,000 change each second`,
    suits: thisService,
    expected: [200, 304],
    seats: none,
    prepare: async (server, { seconds, admin }) => {
      const event = await FollowedEvent.of(admin, server)
      return () => event.pollUnderChange(seconds)
    },
  },
  {
    name: 'poll-after-changes',
    title: `One poll of ${followedSeats} seats after each 1,000 changes`,
    suits: thisService,
    expected: [200],
    seats: none,
    prepare: async (server, { seconds, admin }) => {
      const event = await FollowedEvent.of(admin, server)
      return () => event.pollAfterChanges(seconds)
    },
  },
  TURNOVER,
  {
    name: 'many-events',
    title: `${EVENTS} events of ${EVENT_SEATS.toLocaleString('en')} seats, a few requests each`,
    suits: named(MANY_EVENTS),
    slow: true,
    roundsMax: 1,
    expected: [200, 201],
    seats: none,
    prepare: importEvents,
  },
  BOOKINGS_THEN_RESTART,
  ...OVERLOADS,
  STREAMS,
]
