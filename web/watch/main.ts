import { type Activity, HoldfastClient } from '../../client/src/index.ts'
import { byId, fillTexts, h, setText } from '../dom.ts'
import { applyPageSettings } from '../page-settings.ts'
import { type WatchTexts, watchTexts } from './format.ts'
import { MomentChooser } from './moment-chooser.ts'
import { Numbers } from './numbers.ts'
import { COLORS, hexOf, type Palette, variableOf } from './palette.ts'
import { Picture } from './picture/picture.ts'
import { ServiceClock } from './service-clock.ts'
import { lastOf, type Tick, tickAt, TickWindow, WINDOW_MS } from './tick-window.ts'
import { totalsOf } from './totals.ts'

/**
 * The chart moves slowly, so 60 frames per second would look no better, and a load test may run on the same machine.
 */
const FRAME_MS = 30
/** With reduced motion, the chart moves in steps. */
const STEP_MS = 500
/** The chart lags behind, so that a new tick slides in from the right. */
const DELAY_MS = 600
/** The large numbers show this much: a single tick varies too much to read. */
const PRESENT_MS = 1_000

/** Ticks arrive twice a second, so after this time without one the connection is considered lost. */
const SILENCE_MS_MAX = 4_000

/** Reconnects without limit, at short intervals, because outages are expected to last only seconds. */
const RETRIES = { anyFailure: true, backoffMs: 1_500, backoffMsMax: 1_500, retryAfterMsMax: 2_000 }

type Connection = 'connecting' | 'live' | 'lost'

/** What the chart shows: the ticks, and the moment at its right edge. */
interface View {
  readonly ticks: readonly Tick[]
  readonly endMs: number
}

/** Follows the activity of the service, and shows it as chart and numbers. */
class WatchPage {
  readonly #window = new TickWindow()
  readonly #clock = new ServiceClock()
  readonly #canvas = byId('picture', HTMLCanvasElement)
  readonly #picture = new Picture(this.#canvas)
  readonly #texts: WatchTexts
  readonly #numbers: Numbers
  readonly #chooser: MomentChooser
  readonly #reducedMotion = matchMedia('(prefers-reduced-motion: reduce)')
  #palette = readPalette()
  /** The view at the time of the pause. */
  #paused: View | undefined
  #drawnAtMs = -Infinity

  constructor(texts: WatchTexts) {
    this.#texts = texts
    this.#numbers = new Numbers(texts)
    this.#chooser = new MomentChooser(this.#canvas, {
      texts,
      layout: () => this.#picture.layout,
      onChange: () => {
        this.#refresh()
      },
    })
  }

  start(): void {
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
      this.#palette = readPalette()
    })
    byId('pause').addEventListener('click', () => {
      this.#togglePause()
    })
    void this.#follow()
    this.#draw()
  }

  async #follow(): Promise<void> {
    this.#showConnection('connecting')
    const client = new HoldfastClient({ baseUrl: location.origin })
    const messages = client.followActivity({
      timeoutMs: SILENCE_MS_MAX,
      retries: RETRIES,
      onLost: () => {
        this.#showConnection('lost')
      },
    })
    for await (const ticks of messages) this.#add(ticks)
  }

  get #view(): View {
    const { ticks } = this.#window
    return this.#paused ?? { ticks, endMs: this.#clock.now(Date.now()) - DELAY_MS }
  }

  #add(ticks: readonly Activity[]): void {
    const before = this.#window.latest?.instance
    this.#window.add(ticks)
    const { latest } = this.#window
    if (!latest) return
    if (latest.instance !== before) this.#clock.reset()
    this.#clock.hear({ atMs: latest.atMs, receivedMs: Date.now() })
    this.#showConnection('live')
    this.#refresh()
  }

  #showConnection(connection: Connection): void {
    const source = byId('source')
    const instance = this.#window.latest?.instance
    const suffix = connection === 'live' && instance ? ` · ${this.#texts.instance(instance)}` : ''
    setText(source, this.#texts[connection] + suffix)
    source.dataset['state'] = connection
  }

  #togglePause(): void {
    this.#paused = this.#paused ? undefined : this.#view
    byId('pause').ariaPressed = String(this.#paused !== undefined)
    this.#refresh()
    // The next frame may be half a second away, and the numbers have changed already.
    this.#paint()
  }

  #refresh(): void {
    const { ticks, endMs } = this.#view
    const latest = ticks.at(-1)
    if (!latest) return
    const chosen = this.#chosenOf({ ticks, endMs })
    const minute = totalsOf(lastOf(ticks, WINDOW_MS))
    const totals = totalsOf(chosen ? [chosen] : lastOf(ticks, PRESENT_MS))
    this.#numbers.show({ totals, tick: chosen ?? latest, minute })
    setText(byId('moment-shown'), chosen ? this.#chooser.text : this.#texts.now)
    byId('quiet').hidden = minute.requests > 0
  }

  #chosenOf({ ticks, endMs }: View): Tick | undefined {
    const { agoMs } = this.#chooser
    return agoMs === undefined ? undefined : tickAt(ticks, endMs - agoMs)
  }

  readonly #draw = (): void => {
    requestAnimationFrame(this.#draw)
    const frameMs = this.#reducedMotion.matches ? STEP_MS : FRAME_MS
    if (performance.now() - this.#drawnAtMs >= frameMs) this.#paint()
  }

  #paint(): void {
    this.#drawnAtMs = performance.now()
    const view = this.#view
    const motion = this.#reducedMotion.matches ? 'none' : 'smooth'
    const chosen = this.#chosenOf(view)
    this.#picture.draw({ ...view, chosen, palette: this.#palette, motion, texts: this.#texts })
  }
}

function readPalette(): Palette {
  const probe = h('span')
  document.body.append(probe)
  const read = COLORS.map((name) => {
    probe.style.color = `var(${variableOf(name)})`
    return [name, hexOf(getComputedStyle(probe).color)]
  })
  probe.remove()
  return Object.fromEntries(read) as Palette
}

const texts = watchTexts(applyPageSettings())
fillTexts({ ...texts })
new WatchPage(texts).start()
