import { EVENT_SEATS, EVENTS, importEvents } from './many-events.ts'
import { OVERLOADS } from './overload.ts'
import { FOLLOWED_SEATS, FollowedEvent } from './polls.ts'
import { sell } from './run-buyers.ts'
import { ADMIN_KEY } from '../rig/server-under-test.ts'
import { LARGE_EVENT, MANY_EVENTS, type ServerSpec, SMALL_EVENT } from '../rig/servers.ts'
import type { Workload } from '../rig/workload.ts'

const SALE_SEATS = 10_000
const HERD_SEATS = 10_000
/** Ample, where each request takes seats of its own. Only a very fast machine ends such a run before its time. */
const SEATS_A_SECOND = 40_000

/** From where one run begins among the seats to where the next does. */
const FAR = 100_003

const followedSeats = FOLLOWED_SEATS.toLocaleString('en')

const none = (): number => 0
const everyone = ({ seatCount }: ServerSpec): boolean => seatCount === undefined
/** Those who look at what they are asked. */
const sellers = (spec: ServerSpec): boolean => spec.kind !== 'limit' && everyone(spec)
const thisService = (spec: ServerSpec): boolean => spec.kind === 'ours' && everyone(spec)
const named =
  (...names: string[]) =>
  ({ name }: ServerSpec): boolean =>
    names.includes(name)
const defaultEvent = (): string => 'default'

export const OWN: Workload = {
  name: 'own',
  title: 'Each its own seat',
  suits: everyone,
  expected: [200],
  eventId: defaultEvent,
  seats: (seconds) => SEATS_A_SECOND * seconds,
  prepare: async (server, run) => () => sell(server, run, 'own', run.firstSeat, run.seats),
}

export const TURNOVER: Workload = {
  name: 'turnover',
  title: 'Book any seat of the event, then cancel: two requests a booking',
  suits: named(SMALL_EVENT, LARGE_EVENT),
  slow: true,
  expected: [200, 204],
  eventId: defaultEvent,
  seats: none,
  prepare: async (server, run) => {
    // The last run ended before all that it had booked was cancelled.
    await run.office.cancelAll('default')
    const seats = server.spec.seatCount ?? 0
    return () => sell(server, run, 'turnover', seats, run.number * FAR, ADMIN_KEY)
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
    prepare: async (server, run) => () => sell(server, run, 'hot', run.firstSeat),
  },
  OWN,
  {
    name: 'on-sale',
    title: `On sale: ${SALE_SEATS.toLocaleString('en')} seats, some wanted by many`,
    suits: sellers,
    expected: [200, 400, 423],
    eventId: defaultEvent,
    seats: () => SALE_SEATS,
    prepare: async (server, run) => () =>
      sell(server, run, 'sale', run.firstSeat, run.seats, run.number),
  },
  {
    name: 'hold-confirm',
    title: 'Hold two seats, then confirm: two requests a sale',
    suits: thisService,
    expected: [200, 201],
    eventId: defaultEvent,
    seats: (seconds) => SEATS_A_SECOND * seconds,
    prepare: async (server, run) => () => sell(server, run, 'hold', run.firstSeat, run.seats),
  },
  {
    name: 'best-available',
    title: `Everybody wants the best two of ${HERD_SEATS.toLocaleString('en')} seats`,
    suits: thisService,
    // Where it is sold out before the time is over, buyers are told so.
    expected: [201, 409],
    eventId: (run) => `herd-${run.number}`,
    seats: none,
    prepare: async (server, run) => {
      await run.office.event(`herd-${run.number}`, HERD_SEATS)
      return () => sell(server, run, 'best', `herd-${run.number}`)
    },
  },
  {
    name: 'polling',
    title: `Following ${followedSeats} seats, of which 1,000 change each second`,
    suits: thisService,
    expected: [200, 304],
    seats: none,
    prepare: async (server, { seconds, office }) => {
      const event = await FollowedEvent.of(office, server)
      return () => event.pollUnderChange(seconds)
    },
  },
  {
    name: 'poll-after-changes',
    title: `One poll of ${followedSeats} seats after each 1,000 changes`,
    suits: thisService,
    expected: [200],
    seats: none,
    prepare: async (server, { seconds, office }) => {
      const event = await FollowedEvent.of(office, server)
      return () => event.pollAfterChanges(seconds)
    },
  },
  TURNOVER,
  {
    name: 'many-events',
    title: `${EVENTS} events of ${EVENT_SEATS.toLocaleString('en')} seats, each asked a little`,
    suits: named(MANY_EVENTS),
    slow: true,
    roundsMax: 1,
    expected: [200, 201],
    seats: none,
    prepare: importEvents,
  },
  ...OVERLOADS,
]
