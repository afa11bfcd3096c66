import type * as en from './en.ts'
import type { ProblemDetails } from './en.ts'
import { grammarOf, isolated } from './grammar.ts'

/** All texts in German, in a wording that suits Germany, Austria and Switzerland alike. */

const { plural, counted, measured, timeText, listText } = grammarOf('de')
const SEATS = { one: 'Platz', other: 'Plätze' }

export const MAP_PAGE: typeof en.MAP_PAGE = {
  skip: 'Zu den Plätzen springen',
  allEvents: 'Alle Veranstaltungen',
  chooserTitle: 'Veranstaltung wählen',
  searchEvents: 'Suche nach Name oder Datum',
  eventsFound: (count) => counted(count, { one: 'Veranstaltung', other: 'Veranstaltungen' }),
  eventGroup: { upcoming: 'Demnächst', undated: 'Ohne Datum', past: 'Vergangen' },
  moreEvents: 'Weitere Veranstaltungen',
  close: 'Fertig',
  unknownEvent: (eventId) =>
    `Die Veranstaltung „${isolated(eventId)}“ gibt es nicht. Bitte wählen Sie eine andere.`,
  begun: 'hat begonnen',
  links: 'Weitere Seiten',
  watch: 'Live-Aktivität',
  api: 'API',
  option: (name, when, state) => [isolated(name), when, state].filter(Boolean).join(' · '),
  state: {
    open: '',
    'not-yet-open': 'noch nicht im Verkauf',
    closed: 'Verkauf beendet',
    cancelled: 'abgesagt',
    archived: 'vorbei',
  },
}

const INTERNAL = 'Bei uns ist ein Fehler aufgetreten. Bitte versuchen Sie es erneut.'
const DELAYED_MAP = 'Der Saalplan ist eventuell nicht ganz aktuell'
const STAFF_ONLY = 'Das kann nur das Personal der Ticketkasse.'

const PROBLEMS: typeof en.SEAT_MAP.problems = {
  'seat-already-booked': () =>
    'Dieser Platz wurde soeben vergeben. Bitte wählen Sie einen anderen.',
  'seat-blocked': () => 'Dieser Platz ist nicht im Verkauf. Bitte wählen Sie einen anderen.',
  'seat-held': () => 'Diesen Platz kauft gerade jemand anderes. Bitte wählen Sie einen anderen.',
  'seat-locked': (details) => `Diesen Platz kauft gerade jemand anderes. ${tryAgain(details)}`,
  'seat-not-found': () => 'Diesen Platz gibt es nicht mehr. Bitte laden Sie die Seite neu.',
  'seats-not-available': ({ places }) => takenText(places),
  'seats-locked': (details) =>
    `Einige dieser Plätze kauft gerade jemand anderes. ${tryAgain(details)}`,
  'not-enough-seats': () =>
    'Es sind nicht genug passende Plätze nebeneinander verfügbar. Versuchen Sie es mit weniger Plätzen oder einer anderen Kategorie.',
  'too-many-seats': () =>
    'So viele Plätze können Sie nicht reservieren. Geben Sie Plätze frei, um andere zu wählen.',
  'too-many-holds': () =>
    'Sie haben bereits andere Plätze reserviert. Buchen Sie diese oder geben Sie sie frei, und versuchen Sie es dann erneut.',
  'too-many-seats-for-client': () =>
    'Sie haben die Höchstzahl an Plätzen für diese Veranstaltung erreicht. Geben Sie Plätze frei, um andere zu wählen.',
  'hold-cooldown': (details) =>
    `Sie haben diese Plätze gerade erst freigegeben. Bitte wählen Sie andere. ${tryAgain(details)}`,
  'whole-table-only': () =>
    'Dieser Tisch wird nur als Ganzes verkauft. Bitte wählen Sie alle Plätze des Tisches, oder geben Sie alle frei.',
  'leaves-single-seat': ({ places }) =>
    `${singleText(places)} Bitte wählen Sie andere Plätze in dieser Reihe, oder geben Sie andere frei.`,
  'event-not-found': () => 'Diese Veranstaltung wurde nicht gefunden.',
  'category-not-found': () =>
    'Diese Veranstaltung hat keine solche Kategorie. Bitte laden Sie die Seite neu.',
  'zone-not-found': () =>
    'Diesen Block gibt es bei dieser Veranstaltung nicht. Bitte laden Sie die Seite neu.',
  'area-not-found': () =>
    'Diese Veranstaltung hat keinen solchen Stehplatzbereich. Bitte laden Sie die Seite neu.',
  'event-already-exists': () => INTERNAL,
  'event-changed': () => INTERNAL,
  'event-in-use': () => INTERNAL,
  'event-not-cancelled': () => INTERNAL,
  'default-event': () => INTERNAL,
  'if-match-missing': () => INTERNAL,
  'plan-fixed': () => INTERNAL,
  'plan-too-different': () => INTERNAL,
  'seats-in-use': () => INTERNAL,
  'not-on-sale': () => 'Plätze dieser Veranstaltung sind derzeit nicht im Verkauf.',
  'webhook-not-found': () => INTERNAL,
  'url-not-allowed': () => INTERNAL,
  'too-many-webhooks': () => INTERNAL,
  'delivery-not-found': () => INTERNAL,
  'change-gone': () => INTERNAL,
  'hold-not-found': () =>
    'Diese Plätze sind nicht mehr für Sie reserviert. Bitte wählen Sie sie erneut aus.',
  'hold-gone': () =>
    'Die Zeit für die Buchung dieser Plätze ist abgelaufen. Bitte wählen Sie sie erneut aus.',
  'hold-changed': () =>
    'Ihre Auswahl hat sich geändert. Prüfen Sie Ihre Plätze, und versuchen Sie es dann erneut.',
  'hold-confirmed': () => 'Diese Plätze sind bereits gebucht.',
  'admission-required': () =>
    'Sie sind noch nicht an der Reihe, oder Ihre Zeit zum Kaufen ist abgelaufen. Gehen Sie zurück zum Shop, und versuchen Sie es erneut.',
  'checkout-required': () =>
    'Gebucht wird hier erst beim Bezahlen. Reservieren Sie die Plätze, und gehen Sie dann zur Kasse.',
  'booking-not-found': () => 'Diese Buchung wurde nicht gefunden.',
  'seats-not-in-booking': () => 'Diese Buchung hat sich geändert. Bitte prüfen Sie ihre Plätze.',
  'other-category': () => 'Diese Plätze haben eine andere Kategorie. Bitte wählen Sie andere.',
  'seats-cancelled-before': () =>
    'Diese Plätze wurden in dieser Buchung storniert. Bitte wählen Sie andere.',
  'cursor-gone': () => INTERNAL,
  'idempotency-key-in-flight': (details) =>
    `Ihre Anfrage wird noch bearbeitet. ${tryAgain(details)}`,
  'idempotency-key-reused': () => INTERNAL,
  'idempotency-result-gone': () =>
    'Die Zeit für diese Plätze ist abgelaufen. Bitte wählen Sie erneut Plätze aus.',
  'rate-limited': (details) => `Zu viele Anfragen. ${tryAgain(details)}`,
  'too-many-concurrent-requests': (details) =>
    `Zu viele Anfragen gleichzeitig. ${tryAgain(details)}`,
  overloaded: (details) => `Der Andrang ist gerade sehr hoch. ${tryAgain(details)}`,
  'store-unavailable': (details) =>
    `Der Verkauf ist vorübergehend nicht erreichbar. ${tryAgain(details)} Nichts wird doppelt gebucht.`,
  'too-many-streams': () => `${DELAYED_MAP}. Sie können trotzdem buchen.`,
  'too-many-streams-per-client': () => `${DELAYED_MAP}. Sie können trotzdem buchen.`,
  'request-timeout': () => 'Ihre Verbindung ist sehr langsam. Bitte versuchen Sie es erneut.',
  'cross-site-request': () => 'Diese Website darf keine Plätze buchen.',
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

export const SEAT_MAP: typeof en.SEAT_MAP = {
  loading: 'Der Saalplan wird geladen …',
  retry: 'Erneut versuchen',
  unsupported: 'Dieser Browser kann den Saalplan nicht anzeigen.',
  forbidden: (serviceUrl, origin) =>
    `Diese Website darf den Saalplan nicht verwenden. Um das zu erlauben, setzen Sie CORS_ORIGINS=${origin} beim Dienst unter ${serviceUrl}.`,

  connection: {
    connecting: 'Verbindung wird aufgebaut',
    live: 'Live',
    shared: 'Aktualisierung alle paar Sekunden',
    delayed: DELAYED_MAP,
    reconnecting: 'Verbindung unterbrochen. Sie wird wiederhergestellt …',
    offline: 'Sie sind offline',
  },
  available: (count, all) => `${count} von ${all} verfügbar`,
  availableSeats: (count, all) => `${count} von ${all} Plätzen verfügbar`,
  view: 'Ansicht',
  map: 'Plan',
  list: 'Liste',

  sale: {
    state: {
      'not-yet-open': {
        title: 'Noch nicht im Verkauf.',
        text: (opens) => `Der Verkauf beginnt am ${opens}.`,
      },
      open: { title: 'Der Verkauf läuft.', text: () => 'Wählen Sie Ihre Plätze.' },
      closed: {
        title: 'Der Verkauf ist beendet.',
        text: () => 'Hier können keine Plätze mehr gebucht werden.',
      },
      cancelled: { title: 'Abgesagt.', text: () => 'Diese Veranstaltung findet nicht statt.' },
      archived: {
        title: 'Diese Veranstaltung ist vorbei.',
        text: () => 'Plätze können nicht mehr gebucht werden.',
      },
      'sold-out': {
        title: 'Ausverkauft.',
        text: () => 'Wird ein Platz zurückgegeben, erscheint er im Plan.',
      },
      'all-taken': {
        title: 'Zurzeit sind keine Plätze verfügbar.',
        text: () => 'Wird ein Platz freigegeben, erscheint er im Plan.',
      },
    },
    started: {
      title: 'Diese Veranstaltung hat begonnen.',
      text: 'Sie können noch Plätze wählen.',
    },
    opensIn: (time) => `Verkaufsstart in ${time}`,
    opensNow: 'Der Verkauf beginnt jeden Moment',
    days: (ms) => {
      const hours = Math.floor(ms / 3_600_000)
      const days = counted(Math.floor(hours / 24), { one: 'Tag', other: 'Tagen' })
      return `${days} und ${measured(hours % 24, 'hour')}`
    },
  },

  hall: 'Plätze',
  mapOf: (event) => `Saalplan von ${isolated(event)}`,
  mapRole: 'Saalplan',
  mapHelp:
    'Mit den Pfeiltasten gehen Sie von Platz zu Platz, oder von Block zu Block, solange der ganze Saal zu sehen ist. Mit der Eingabe- oder Leertaste wählen Sie einen Platz aus oder zoomen in einen Block hinein. Mit Pos1 und Ende gehen Sie an die Enden einer Reihe. Mit Plus und Minus zoomen Sie, mit Escape oder Null sehen Sie den ganzen Saal.',
  zoom: 'Zoom',
  zoomIn: 'Hineinzoomen',
  zoomOut: 'Herauszoomen',
  zoomFit: 'Ganzen Saal anzeigen',

  zone: (name) => name || 'Saal',
  category: (name) => name || 'Ohne Kategorie',
  zoneFree: (count, text) => (count === 0 ? 'nichts frei' : `${text} frei`),
  zoneNoMatch: 'nichts Passendes',
  zonePrice: (price) => `ab ${price}`,
  row: (label) => (label ? `Reihe ${isolated(label)}` : 'Reihe'),
  seat: (label) => `Platz ${isolated(label)}`,
  place: (zone, row, seat) =>
    [isolated(zone), row && `Reihe ${isolated(row)}`, `Platz ${isolated(seat)}`]
      .filter(Boolean)
      .join(', '),
  look: {
    free: 'verfügbar',
    held: 'von jemand anderem reserviert',
    booked: 'gebucht',
    blocked: 'nicht im Verkauf',
    selected: 'ausgewählt',
    mine: 'für Sie reserviert',
    yours: 'von Ihnen gebucht',
  },

  standing: (name, count) => `${name} × ${count}`,

  search: {
    label: 'Platz suchen',
    placeholder: 'Block, Reihe, Platz',
    row: (zone, row) => [zone, `Reihe ${row}`].filter(Boolean).join(', '),
    found: (count) => counted(count, { one: 'Treffer', other: 'Treffer' }),
    none: 'Nichts gefunden: kein Block, keine Reihe und kein Platz mit diesem Namen',
    shown: (place) => `Der Plan zeigt ${place}.`,
  },

  filter: {
    title: 'Filter',
    categories: 'Kategorien',
    price: 'Preis bis',
    anyPrice: 'Alle Preise',
    accessible: 'Nur Rollstuhlplätze',
    reset: 'Alle Plätze anzeigen',
    matches: (count) =>
      `${counted(count, { one: 'verfügbarer Platz passt', other: 'verfügbare Plätze passen' })}.`,
  },

  sheet: {
    label: 'Platz',
    close: 'Ausblenden',
    select: 'Auswählen',
    remove: 'Entfernen',
  },

  bar: {
    label: 'Nächster Schritt',
    seats: (count) => counted(count, SEATS),
  },

  trait: { accessible: 'Rollstuhlplatz', companion: 'Begleitplatz' },
  restrictedView: (reason) => (reason ? `eingeschränkte Sicht: ${reason}` : 'eingeschränkte Sicht'),

  panel: 'Ihre Buchung',
  legend: {
    title: 'Legende',
    free: 'Verfügbare Plätze',
    others: 'Andere Plätze',
    selected: 'Von Ihnen ausgewählt',
    mine: 'Für Sie reserviert',
    yours: 'Von Ihnen gebucht',
    held: 'Von jemand anderem reserviert',
    booked: 'Gebucht',
    blocked: 'Nicht im Verkauf',
    accessible: 'Rollstuhlplatz',
    companion: 'Begleitplatz',
    restrictedView: 'Eingeschränkte Sicht',
  },

  best: {
    title: 'Beste Plätze nebeneinander',
    quantity: 'Anzahl',
    category: 'Kategorie',
    anyCategory: 'Alle',
    zone: 'Block',
    anyZone: 'Alle',
    accessible: 'Rollstuhlplätze',
    hold: 'Beste Plätze reservieren',
  },

  purchase: {
    title: 'Ihre Plätze',
    hint: 'Wählen Sie Plätze im Plan, oder lassen Sie uns die besten Plätze nebeneinander finden.',
    left: ' verbleiben für die Buchung',
    booked: (code) => `Gebucht. Ihre Buchungsnummer ist ${code}.`,
    hold: (count) => `${counted(count, SEATS)} reservieren`,
    holdMore: (count) =>
      `${counted(count, { one: 'weiteren Platz', other: 'weitere Plätze' })} reservieren`,
    book: (count) => `${counted(count, SEATS)} buchen`,
    checkout: 'Zur Kasse',
    extend: (ms) =>
      ms < 60_000
        ? counted(Math.round(ms / 1_000), { one: 'weitere Sekunde', other: 'weitere Sekunden' })
        : counted(Math.round(ms / 60_000), { one: 'weitere Minute', other: 'weitere Minuten' }),
    release: 'Freigeben',
    bookMore: 'Weitere Plätze buchen',
    remove: (place) => `${place} entfernen`,
    total: 'Summe',
    quantityOf: (name) => `Anzahl, ${name}`,
    fewer: 'Ein Platz weniger',
    more: 'Ein Platz mehr',
    exchange: 'Andere Plätze',
    exchangeHint: 'Wählen Sie andere Plätze. Die unten genannten bleiben bis dahin reserviert.',
    holdInstead: (count) => `Stattdessen ${counted(count, SEATS)} reservieren`,
    keep: 'Diese Plätze behalten',
    print: 'Drucken',
  },

  code: {
    hint: 'Zahlen Sie mit diesem Code an der Ticketkasse, bevor die Zeit abläuft:',
    copy: 'Code kopieren',
    copied: 'Kopiert',
    booked: 'Zeigen Sie diesen Code am Einlass oder an der Ticketkasse:',
  },

  message: {
    close: 'Meldung ausblenden',
    selection: (seat, count) => `${seat}. ${count} ausgewählt.`,
    planReplaced: 'Der Saalplan hat sich geändert. Bitte wählen Sie Ihre Plätze erneut aus.',
    notOnSale: 'Plätze dieser Veranstaltung können derzeit nicht gewählt werden.',
    seatIs: (place, look) => `${place} ist ${look}.`,
    tooMany: (count) => `Sie können höchstens ${counted(count, SEATS)} reservieren.`,
    timeLeft: (ms) => `Ihnen bleiben ${timeText(ms)}, um Ihre Plätze zu buchen.`,
    held: (ms, places) => `Für ${timeText(ms)} für Sie reserviert: ${placesText(places)}.`,
    extended: (ms) => `Sie haben jetzt ${timeText(ms)}, um zu buchen.`,
    booked: (places) => `Gebucht: ${placesText(places)}. Viel Vergnügen!`,
    code: (code) => `Ihr Code für die Ticketkasse ist ${code}.`,
    released: 'Ihre Plätze wurden freigegeben.',
    releasedElsewhere:
      'Ihre Plätze wurden freigegeben, in einem anderen Tab oder von der Ticketkasse. Bitte wählen Sie neu.',
    removed: (places) => `Freigegeben: ${placesText(places)}.`,
    isBooked:
      'Ihre Buchung wird noch angezeigt. Notieren Sie den Code, bevor Sie weitere Plätze wählen.',
    expired: 'Die Zeit ist abgelaufen. Ihre Plätze wurden freigegeben.',
    holdAgain: 'Diese Plätze erneut reservieren',
    taken: takenText,
    deselected: (count) =>
      plural(count, {
        one: 'Er wurde aus Ihrer Auswahl entfernt.',
        other: 'Sie wurden aus Ihrer Auswahl entfernt.',
      }),
    holdBest: (count) =>
      plural(count, {
        one: 'Stattdessen den besten Platz reservieren',
        other: `Stattdessen die besten ${count} Plätze reservieren`,
      }),
  },

  otherEvents: 'Andere Veranstaltungen',
  noAnswer:
    'Der Verkauf antwortet nicht. Prüfen Sie Ihre Verbindung, und versuchen Sie es erneut: Nichts wird doppelt gebucht.',
  offline: 'Sie sind offline. Versuchen Sie es erneut, sobald Sie wieder online sind.',
  problems: PROBLEMS,
}

export const WATCH_PAGE: typeof en.WATCH_PAGE = {
  title: 'Live-Aktivität',
  pause: 'Pause',
  links: 'Weitere Seiten',
  seatMap: 'Saalplan',
  api: 'API',

  connection: {
    connecting: 'Verbindung wird aufgebaut',
    live: 'Live',
    shared: 'Aktualisierung alle paar Sekunden',
    delayed: 'Aktualisierung alle paar Sekunden',
    reconnecting: 'Verbindung unterbrochen. Sie wird wiederhergestellt …',
  },
  instance: (name) => `Instanz ${name}`,

  waiting: 'Warten auf Daten …',
  idle: 'Keine Anfragen in der letzten Minute.',
  summary: (span, granted, refused) => `In ${span}: ${granted} bewilligt, ${refused} abgelehnt.`,
  minute: 'der letzten Minute',
  seconds: (count) =>
    plural(count, { one: 'der letzten Sekunde', other: `den letzten ${count} Sekunden` }),
  stalePrevented: (count, text) =>
    ` ${plural(count, { one: `${text} veraltete Änderung`, other: `${text} veraltete Änderungen` })} verhindert.`,

  granted: 'Bewilligt',
  refused: 'Abgelehnt',
  behind: 'Sperren und Reservierungen',
  requests: 'Anfragen',
  inFlight: 'In Bearbeitung',
  responseTime: 'Antwortzeit',
  staleWrites: 'Veraltete Änderungen',
  streams: 'Streams',
  perSecond: 'pro Sekunde',
  lastMinute: 'letzte Minute',
  rightNow: 'zurzeit',
  p99: 'p99,',
  p50: 'p50',

  chart: 'Diagramm der letzten 60 Sekunden. Die Tabelle enthält dieselben Zahlen.',
  tryIt: 'Zurzeit passiert nichts.',
  tryLoad: 'Starten Sie einen Lasttest:',
  tryBooking: 'oder buchen Sie einen Platz',
  momentLabel: 'Zeitpunkt',
  now: 'Jetzt',
  ago: (seconds) => `vor ${measured(seconds, 'second')}`,

  numbers: 'Zahlen',
  outcomes: 'Ergebnisse',
  outcome: {
    booked: 'gebucht',
    confirmed: 'Reservierung bestätigt',
    held: 'reserviert',
    gone: 'bereits gebucht',
    locked: 'von anderen gesperrt',
    heldByOthers: 'von anderen reserviert',
    unavailable: 'nicht alle verfügbar',
    busy: 'Dienst ausgelastet',
    other: 'andere Gründe',
  },
  lockWaits: 'auf eine Sperre gewartet',
  locksUnavailable: 'Sperre nicht verfügbar',
  staleWritesPrevented: 'veraltete Änderungen verhindert',
  holdsReleased: 'Reservierungen freigegeben',
  staleBefore: 'Eine veraltete Änderung ',
  staleAfter:
    ' betrifft einen Platz, den eine andere Anfrage seit dem Lesen geändert hat. Die Version des Platzes verhindert das, sodass kein Platz doppelt verkauft wird.',

  chartGranted: 'bewilligt',
  chartRefused: 'abgelehnt',
  chartLockWaits: 'Warten auf eine Sperre',
  chartPercentiles: 'p99, darunter p50',
  chartNow: 'jetzt',
  chartAgo: (seconds) => `−${seconds} s`,
  milliseconds: (value) => `${value} ms`,
  secondsShort: (value) => `${value} s`,
}

function placesText(places: readonly string[]): string {
  return listText(places, (count) => `${count} weitere`)
}

function takenText(places: readonly string[]): string {
  if (places.length === 0) return 'Einige dieser Plätze wurden soeben vergeben.'
  return plural(places.length, {
    one: `Dieser Platz wurde soeben vergeben: ${placesText(places)}.`,
    other: `Diese Plätze wurden soeben vergeben: ${placesText(places)}.`,
  })
}

function singleText(places: readonly string[]): string {
  if (places.length === 0) return 'So bliebe ein einzelner Platz übrig.'
  return plural(places.length, {
    one: `So bliebe ein einzelner Platz übrig: ${placesText(places)}.`,
    other: `So blieben einzelne Plätze übrig: ${placesText(places)}.`,
  })
}

function tryAgain({ retryAfterS }: ProblemDetails): string {
  const when =
    retryAfterS === undefined
      ? 'gleich noch einmal'
      : `in ${timeText(Math.max(1, retryAfterS) * 1_000)} noch einmal`
  return `Bitte versuchen Sie es ${when}.`
}
