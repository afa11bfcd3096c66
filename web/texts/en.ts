import type { ProblemCode } from '../../client/src/index.ts'
import { grammarOf, isolated } from './grammar.ts'

/**
 * All texts of the pages and the widget, in English. Each other language is a module with the same exports, typed after
 * this one. It has no logic beyond grammar.
 */

const { plural, counted, measured, timeText, listText } = grammarOf('en-GB')
const SEATS = { one: 'seat', other: 'seats' }

/** Texts of `map/index.html`. */
export const MAP_PAGE = {
  skip: 'Skip to the seats',
  allEvents: 'All events',
  chooserTitle: 'Choose an event',
  searchEvents: 'Search by name or date',
  eventsFound: (count: number) => counted(count, { one: 'event', other: 'events' }),
  eventGroup: { upcoming: 'Upcoming', undated: 'Without a date', past: 'Past' },
  moreEvents: 'Show more events',
  close: 'Close',
  unknownEvent: (eventId: string) =>
    `There is no event “${isolated(eventId)}”. Choose another one.`,
  begun: 'has begun',
  links: 'More pages',
  watch: 'Live activity',
  api: 'API',
  option: (name: string, when: string, state: string) =>
    [isolated(name), when, state].filter(Boolean).join(' · '),
  state: {
    open: '',
    'not-yet-open': 'not yet on sale',
    closed: 'sale ended',
    cancelled: 'cancelled',
    archived: 'over',
  },
}

/** What a problem text can mention. */
export interface ProblemDetails {
  /** The places of the seats that the problem names; empty if it names none. */
  readonly places: readonly string[]
  /** When to try again, in seconds; undefined if that is not known. */
  readonly retryAfterS: number | undefined
}

const INTERNAL = 'Something went wrong on our side. Please try again.'
const DELAYED_MAP = 'The map may be slightly out of date'
const STAFF_ONLY = 'Only the box office can do this.'

/** What happened, and what the customer can do about it, for every problem of the service. */
const PROBLEMS: Readonly<Record<ProblemCode, (details: ProblemDetails) => string>> = {
  'seat-already-booked': () => 'This seat was just taken. Please choose another one.',
  'seat-blocked': () => 'This seat is not for sale. Please choose another one.',
  'seat-held': () => 'Another customer is buying this seat. Please choose another one.',
  'seat-locked': (details) => `Another customer is buying this seat. ${tryAgain(details)}`,
  'seat-not-found': () => 'This seat no longer exists. Please reload the page.',
  'seats-not-available': ({ places }) => takenText(places),
  'seats-locked': (details) =>
    `Another customer is buying some of these seats. ${tryAgain(details)}`,
  'not-enough-seats': () =>
    'Not enough matching seats are available together. Try fewer seats or another category.',
  'too-many-seats': () => 'You cannot hold that many seats. Release seats to choose others.',
  'too-many-holds': () => 'You already hold other seats. Book or release them, then try again.',
  'too-many-seats-for-client': () =>
    'You have reached the maximum number of seats for this event. Release seats to choose others.',
  'hold-cooldown': (details) =>
    `You have just released these seats. Please choose others. ${tryAgain(details)}`,
  'whole-table-only': () =>
    'This table is sold as a whole. Please choose or release all of its seats.',
  'leaves-single-seat': ({ places }) =>
    `${singleText(places)} Please choose or release other seats in this row.`,
  'event-not-found': () => 'We could not find this event.',
  'category-not-found': () => 'This event has no such category. Reload the page.',
  'zone-not-found': () => 'This event has no such block. Reload the page.',
  'area-not-found': () => 'This event has no such standing area. Reload the page.',
  'event-already-exists': () => INTERNAL,
  'event-changed': () => INTERNAL,
  'event-in-use': () => INTERNAL,
  'event-not-cancelled': () => INTERNAL,
  'default-event': () => INTERNAL,
  'if-match-missing': () => INTERNAL,
  'plan-fixed': () => INTERNAL,
  'plan-too-different': () => INTERNAL,
  'seats-in-use': () => INTERNAL,
  'not-on-sale': () => 'Seats of this event are not on sale now.',
  'webhook-not-found': () => INTERNAL,
  'url-not-allowed': () => INTERNAL,
  'too-many-webhooks': () => INTERNAL,
  'delivery-not-found': () => INTERNAL,
  'change-gone': () => INTERNAL,
  'hold-not-found': () => 'These seats are no longer held for you. Please select them again.',
  'hold-gone': () => 'Your time to book these seats has expired. Please select them again.',
  'hold-changed': () => 'Your selection has changed. Check your seats, then try again.',
  'hold-confirmed': () => 'These seats are already booked.',
  'admission-required': () =>
    'Your turn to buy has expired or has not come yet. Go back to the shop and try again.',
  'checkout-required': () => 'Seats are booked in the checkout here. Hold them, then check out.',
  'booking-not-found': () => 'We could not find this booking.',
  'seats-not-in-booking': () => 'This booking has changed. Please check its seats.',
  'other-category': () => 'These seats have another category. Please choose others.',
  'seats-cancelled-before': () =>
    'These seats were cancelled in this booking. Please choose others.',
  'cursor-gone': () => INTERNAL,
  'idempotency-key-in-flight': (details) =>
    `Your request is still being processed. ${tryAgain(details)}`,
  'idempotency-key-reused': () => INTERNAL,
  'idempotency-result-gone': () => 'Your time for these seats has expired. Choose seats again.',
  'rate-limited': (details) => `Too many requests. ${tryAgain(details)}`,
  'too-many-concurrent-requests': (details) =>
    `Too many requests at the same time. ${tryAgain(details)}`,
  overloaded: (details) => `The box office is very busy. ${tryAgain(details)}`,
  'store-unavailable': (details) =>
    `The box office is temporarily unavailable. ${tryAgain(details)} Nothing will be booked twice.`,
  'too-many-streams': () => `${DELAYED_MAP}. You can still book.`,
  'too-many-streams-per-client': () => `${DELAYED_MAP}. You can still book.`,
  'request-timeout': () => 'Your connection is very slow. Please try again.',
  'cross-site-request': () => 'This site is not allowed to book seats.',
  'key-missing': () => STAFF_ONLY,
  'key-wrong': () => STAFF_ONLY,
  'too-many-wrong-keys': () => STAFF_ONLY,
  'key-insufficient': () => STAFF_ONLY,
  'key-already-exists': () => INTERNAL,
  'key-not-found': () => INTERNAL,
  'too-many-keys': () => INTERNAL,
  'key-not-configured': () => STAFF_ONLY,
  'invalid-request': () => INTERNAL,
  'client-unknown': () => INTERNAL,
  'malformed-url': () => INTERNAL,
  'malformed-json': () => INTERNAL,
  'malformed-http': () => INTERNAL,
  'not-found': () => INTERNAL,
  'method-not-allowed': () => INTERNAL,
  'body-too-large': () => INTERNAL,
  'unsupported-media-type': () => INTERNAL,
  'expectation-failed': () => INTERNAL,
  'headers-too-large': () => INTERNAL,
  'internal-error': () => INTERNAL,
}

/** Texts of the element `<holdfast-seat-map>`. */
export const SEAT_MAP = {
  loading: 'Loading the seat map …',
  retry: 'Try again',
  unsupported: 'This browser cannot show the seat map.',
  forbidden: (serviceUrl: string, origin: string) =>
    `This site is not allowed to use the seat map. To allow it, set CORS_ORIGINS=${origin} for the service at ${serviceUrl}.`,

  connection: {
    connecting: 'Connecting',
    live: 'Live',
    shared: 'Updates every few seconds',
    delayed: DELAYED_MAP,
    reconnecting: 'Connection lost. Reconnecting …',
    offline: 'You are offline',
  },
  available: (count: number, all: number) => `${count} of ${all} available`,
  availableSeats: (count: string, all: string) => `${count} of ${all} seats available`,
  view: 'View',
  map: 'Map',
  list: 'List',

  /** `opens` is the time of the opening. */
  sale: {
    state: {
      'not-yet-open': {
        title: 'Not yet on sale.',
        text: (opens: string) => `The sale opens on ${opens}.`,
      },
      open: { title: 'The sale is open.', text: () => 'Choose your seats.' },
      closed: { title: 'The sale has ended.', text: () => 'Seats cannot be booked here any more.' },
      cancelled: { title: 'Cancelled.', text: () => 'This event will not take place.' },
      archived: { title: 'This event is over.', text: () => 'Seats cannot be booked any more.' },
      'sold-out': { title: 'Sold out.', text: () => 'A seat that is returned appears on the map.' },
      'all-taken': {
        title: 'No seats are available now.',
        text: () => 'A seat that is released appears on the map.',
      },
    } satisfies Record<string, { title: string; text: (opens: string) => string }>,
    started: {
      title: 'This event has started.',
      text: 'You can still choose seats.',
    },
    opensIn: (time: string) => `Opens in ${time}`,
    opensNow: 'Opens at any moment',
    days: (ms: number) => {
      const hours = Math.floor(ms / 3_600_000)
      return `${measured(Math.floor(hours / 24), 'day')} ${measured(hours % 24, 'hour')}`
    },
  },

  hall: 'Seats',
  mapOf: (event: string) => `Seat map of ${isolated(event)}`,
  mapRole: 'seat map',
  mapHelp:
    'Use the arrow keys to move from seat to seat, or from block to block while the whole hall is shown. Press Enter or Space to select a seat, or to zoom in on a block. Home and End go to the ends of a row. Press plus or minus to zoom, and Escape or zero to show the whole hall.',
  zoom: 'Zoom',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  zoomFit: 'Show the whole hall',

  /** A zone, row or seat; zones and rows may have no name. */
  zone: (name: string) => name || 'Hall',
  /** Seats of some plans have none. */
  category: (name: string) => name || 'No category',
  /** In a zone. `price` is the lowest one. */
  zoneFree: (count: number, text: string) => (count === 0 ? 'none free' : `${text} free`),
  /** What is available in a zone does not match the filter. */
  zoneNoMatch: 'none match',
  zonePrice: (price: string) => `from ${price}`,
  row: (label: string) => (label ? `Row ${isolated(label)}` : 'Row'),
  seat: (label: string) => `Seat ${isolated(label)}`,
  place: (zone: string, row: string, seat: string) =>
    [isolated(zone), row && `row ${isolated(row)}`, `seat ${isolated(seat)}`]
      .filter(Boolean)
      .join(', '),
  look: {
    free: 'available',
    held: 'held by another customer',
    booked: 'booked',
    blocked: 'not for sale',
    selected: 'selected',
    mine: 'held for you',
    yours: 'booked by you',
  },

  /** Places in a standing area. */
  standing: (name: string, count: number) => `${name} × ${count}`,

  search: {
    label: 'Find a seat',
    placeholder: 'Block, row, seat',
    row: (zone: string, row: string) => [zone, `row ${row}`].filter(Boolean).join(', '),
    found: (count: number) => counted(count, { one: 'result', other: 'results' }),
    none: 'No such block, row or seat',
    shown: (place: string) => `The map shows ${place}.`,
  },

  filter: {
    title: 'Filter',
    categories: 'Categories',
    price: 'Price up to',
    anyPrice: 'Any price',
    accessible: 'Wheelchair places only',
    reset: 'Show all seats',
    matches: (count: number) =>
      `${counted(count, { one: 'available seat matches', other: 'available seats match' })}.`,
  },

  sheet: {
    label: 'Seat',
    close: 'Close',
    select: 'Select',
    remove: 'Remove',
  },

  bar: {
    label: 'Next step',
    seats: (count: number) => counted(count, SEATS),
  },

  trait: { accessible: 'wheelchair place', companion: 'companion seat' },
  restrictedView: (reason: string) => (reason ? `restricted view: ${reason}` : 'restricted view'),

  panel: 'Your booking',
  legend: {
    title: 'Legend',
    free: 'Available seats',
    others: 'Other seats',
    selected: 'Selected by you',
    mine: 'Held for you',
    yours: 'Booked by you',
    held: 'Held by another customer',
    booked: 'Booked',
    blocked: 'Not for sale',
    accessible: 'Wheelchair place',
    companion: 'Companion seat',
    restrictedView: 'Restricted view',
  },

  best: {
    title: 'Best seats together',
    quantity: 'Quantity',
    category: 'Category',
    anyCategory: 'Any',
    zone: 'Block',
    anyZone: 'Any',
    accessible: 'Wheelchair places',
    hold: 'Hold best seats',
  },

  purchase: {
    title: 'Your seats',
    hint: 'Select seats on the map, or let us find the best seats together.',
    left: ' left to book',
    booked: (code: string) => `Booked. Your booking number is ${code}.`,
    hold: (count: number) => `Hold ${counted(count, SEATS)}`,
    holdMore: (count: number) =>
      `Hold ${counted(count, { one: 'more seat', other: 'more seats' })}`,
    book: (count: number) => `Book ${counted(count, SEATS)}`,
    checkout: 'Checkout',
    /** Extends the hold by this time, from now on. */
    extend: (ms: number) =>
      ms < 60_000
        ? counted(Math.round(ms / 1_000), { one: 'more second', other: 'more seconds' })
        : counted(Math.round(ms / 60_000), { one: 'more minute', other: 'more minutes' }),
    release: 'Release',
    bookMore: 'Book more seats',
    remove: (place: string) => `Remove ${place}`,
    total: 'Total',
    quantityOf: (name: string) => `Quantity, ${name}`,
    fewer: 'One less',
    more: 'One more',
    exchange: 'Other seats',
    exchangeHint: 'Choose other seats. Those below stay held for you until then.',
    holdInstead: (count: number) => `Hold ${counted(count, SEATS)} instead`,
    keep: 'Keep these seats',
    print: 'Print',
  },

  code: {
    hint: 'Pay at the box office with this code before the time is up:',
    copy: 'Copy code',
    copied: 'Copied',
    booked: 'Show this code at the entrance or at the box office:',
  },

  message: {
    close: 'Close message',
    selection: (seat: string, count: number) => `${seat}. ${count} selected.`,
    planReplaced: 'The seating plan has changed. Please choose your seats again.',
    notOnSale: 'Seats of this event cannot be chosen now.',
    seatIs: (place: string, look: string) => `${place} is ${look}.`,
    tooMany: (count: number) => `You can hold at most ${counted(count, SEATS)}.`,
    timeLeft: (ms: number) => `${timeText(ms)} left to book your seats.`,
    held: (ms: number, places: readonly string[]) =>
      `Held for you for ${timeText(ms)}: ${placesText(places)}.`,
    extended: (ms: number) => `You now have ${timeText(ms)} to book.`,
    booked: (places: readonly string[]) => `Booked: ${placesText(places)}. Enjoy the event!`,
    code: (code: string) => `Your code for the box office is ${code}.`,
    released: 'Your seats have been released.',
    releasedElsewhere:
      'Your seats have been released, in another tab or by the box office. Please choose again.',
    removed: (places: readonly string[]) => `Released: ${placesText(places)}.`,
    isBooked: 'Your booking is still shown. Note its code before you choose more seats.',
    expired: 'Your time is up, so your seats have been released.',
    holdAgain: 'Hold these seats again',
    taken: takenText,
    deselected: (count: number) =>
      plural(count, {
        one: 'It has been removed from your selection.',
        other: 'They have been removed from your selection.',
      }),
    holdBest: (count: number) =>
      plural(count, {
        one: 'Hold the best seat instead',
        other: `Hold the best ${count} seats instead`,
      }),
  },

  otherEvents: 'Other events',
  noAnswer:
    'The box office did not answer. Check your connection and try again: nothing will be booked twice.',
  offline: 'You are offline. Try again when you are back online.',
  problems: PROBLEMS,
}

/** Texts of `watch/index.html`, and of its chart and table. */
export const WATCH_PAGE = {
  title: 'Live activity',
  pause: 'Pause',
  links: 'More pages',
  seatMap: 'Seat map',
  api: 'API',

  connection: {
    connecting: 'Connecting',
    live: 'Live',
    shared: 'Updates every few seconds',
    delayed: 'Updates every few seconds',
    reconnecting: 'Connection lost. Reconnecting …',
  },
  instance: (name: string) => `instance ${name}`,

  waiting: 'Waiting for data …',
  idle: 'No requests in the last minute.',
  summary: (span: string, granted: string, refused: string) =>
    `In ${span}: ${granted} granted, ${refused} refused.`,
  minute: 'the last minute',
  seconds: (count: number) =>
    `the last ${plural(count, { one: 'second', other: `${count} seconds` })}`,
  stalePrevented: (count: number, text: string) =>
    ` ${text} stale ${plural(count, { one: 'write', other: 'writes' })} prevented.`,

  granted: 'Granted',
  refused: 'Refused',
  behind: 'Locks and holds',
  requests: 'Requests',
  inFlight: 'In flight',
  responseTime: 'Response time',
  staleWrites: 'Stale writes',
  streams: 'Streams',
  perSecond: 'per second',
  lastMinute: 'last minute',
  rightNow: 'right now',
  p99: 'p99,',
  p50: 'p50',

  chart: 'Chart of the last 60 seconds. The table has the same numbers.',
  tryIt: 'Nothing is happening.',
  tryLoad: 'Run a load test:',
  tryBooking: 'or book a seat',
  momentLabel: 'Moment',
  now: 'Now',
  ago: (seconds: number) => `${measured(seconds, 'second')} ago`,

  numbers: 'Numbers',
  outcomes: 'Outcomes',
  outcome: {
    booked: 'booked',
    confirmed: 'hold confirmed',
    held: 'held',
    gone: 'already booked',
    locked: 'locked by others',
    heldByOthers: 'held by others',
    unavailable: 'not all available',
    busy: 'service busy',
    other: 'other reasons',
  },
  lockWaits: 'waited for a lock',
  locksUnavailable: 'lock unavailable',
  staleWritesPrevented: 'stale writes prevented',
  holdsReleased: 'holds released',
  staleBefore: 'A stale write ',
  staleAfter:
    ' is a change of a seat that another request has changed since it was read. The version of the seat prevents it, so no seat is sold twice.',

  chartGranted: 'granted',
  chartRefused: 'refused',
  chartLockWaits: 'Waits for a lock',
  chartPercentiles: 'p99, with p50 below',
  chartNow: 'now',
  chartAgo: (seconds: number) => `−${seconds} s`,
  milliseconds: (value: string) => `${value} ms`,
  secondsShort: (value: string) => `${value} s`,
}

function placesText(places: readonly string[]): string {
  return listText(places, (count) => `${count} more`)
}

function takenText(places: readonly string[]): string {
  if (places.length === 0) return 'Some of these seats were just taken.'
  return plural(places.length, {
    one: `This seat was just taken: ${placesText(places)}.`,
    other: `These seats were just taken: ${placesText(places)}.`,
  })
}

function singleText(places: readonly string[]): string {
  if (places.length === 0) return 'This would leave a single seat.'
  return plural(places.length, {
    one: `This would leave a single seat: ${placesText(places)}.`,
    other: `This would leave single seats: ${placesText(places)}.`,
  })
}

function tryAgain({ retryAfterS }: ProblemDetails): string {
  const when =
    retryAfterS === undefined ? 'in a moment' : `in ${timeText(Math.max(1, retryAfterS) * 1_000)}`
  return `Please try again ${when}.`
}
