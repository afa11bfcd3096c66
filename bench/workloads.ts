import type { Office } from './office.ts'
import { FOLLOWED_SEATS, FollowedEvent } from './polls.ts'
import type { ServerUnderTest } from './server-under-test.ts'
import type { ServerSpec } from './servers.ts'
import { type Load, runWrk } from './wrk.ts'

/** What one run has to itself. */
export interface Run {
  readonly seconds: number
  /** The first of the seats of the default event that are its own. */
  readonly firstSeat: number
  /** Unique among the runs on its server, and the same for the same run on others. */
  readonly number: number
  readonly office: Office
  /** Where to note the answers that say yes, for workloads that are checked by them. */
  readonly grantsFile: string
}

/** What the server is asked, from the moment that all is prepared. */
export type Measurement = () => Promise<Load & { readonly cpuSeconds?: number | undefined }>

export interface Workload {
  readonly name: string
  readonly title: string
  /** Whether others than this service have what it takes. */
  readonly forAll: boolean
  /** Every other status is a wrong answer. */
  readonly expected: readonly number[]
  /** The event that is sold, whose history is compared with the answers; nothing is sold without one. */
  readonly eventId?: (run: Run) => string
  /** How many seats of the default event a run takes. */
  readonly seats: (spec: ServerSpec, seconds: number) => number
  readonly prepare: (server: ServerUnderTest, run: Run) => Promise<Measurement>
}

const SALE_SEATS = 10_000
const HERD_SEATS = 10_000
/** What is done in two requests to two seats takes a seat a request, and more time than a booking. */
const HOLDS_TO_BOOKINGS = 0.3

const followedSeats = FOLLOWED_SEATS.toLocaleString('en')

const none = (): number => 0
const defaultEvent = (): string => 'default'

export const WORKLOADS: readonly Workload[] = [
  {
    name: 'hot',
    title: 'One hot seat',
    forAll: true,
    expected: [200, 400, 423],
    eventId: defaultEvent,
    seats: () => 1,
    prepare: async (server, run) => () => sell(server, run, 'hot', run.firstSeat),
  },
  {
    name: 'own',
    title: 'Each its own seat',
    forAll: true,
    expected: [200],
    eventId: defaultEvent,
    seats: ({ seatsASecondMax }, seconds) => seatsASecondMax * seconds,
    prepare: async (server, run) => () => sell(server, run, 'own', run.firstSeat),
  },
  {
    name: 'on-sale',
    title: `On sale: ${SALE_SEATS.toLocaleString('en')} seats, some wanted by many`,
    forAll: true,
    expected: [200, 400, 423],
    eventId: defaultEvent,
    seats: () => SALE_SEATS,
    prepare: async (server, run) => () =>
      sell(server, run, 'sale', run.firstSeat, SALE_SEATS, run.number),
  },
  {
    name: 'hold-confirm',
    title: 'Hold two seats, then confirm: two requests a sale',
    forAll: false,
    expected: [200, 201],
    eventId: defaultEvent,
    seats: ({ seatsASecondMax }, seconds) => seatsASecondMax * seconds * HOLDS_TO_BOOKINGS,
    prepare: async (server, run) => () => sell(server, run, 'hold', run.firstSeat),
  },
  {
    name: 'best-available',
    title: `Everybody wants the best two of ${HERD_SEATS.toLocaleString('en')} seats`,
    forAll: false,
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
    forAll: false,
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
    forAll: false,
    expected: [200],
    seats: none,
    prepare: async (server, { seconds, office }) => {
      const event = await FollowedEvent.of(office, server)
      return () => event.pollAfterChanges(seconds)
    },
  },
]

function sell(
  server: ServerUnderTest,
  { seconds, grantsFile }: Run,
  kind: string,
  ...args: readonly (string | number)[]
): Promise<Load> {
  return runWrk({ url: server.url, seconds, kind, args, grantsFile })
}
