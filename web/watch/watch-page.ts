import { type Activity, HoldfastClient } from '../../client/src/index.ts'
import { byId } from './dom.ts'
import { MomentChooser } from './moment-chooser.ts'
import { Numbers } from './numbers.ts'
import { type Palette, readPalette } from './palette.ts'
import { Picture } from './picture/picture.ts'
import { ServiceClock } from './service-clock.ts'
import { lastOf, type Tick, tickAt, TickWindow, WINDOW_MS } from './tick-window.ts'
import { totalsOf } from './totals.ts'

/** What moves as slowly as this looks no better at 60 frames a second, and the load runs on the same machine. */
const FRAME_MS = 30
/** With reduced motion the picture goes on in steps. */
const STEP_MS = 500
/** So that a tick comes into the picture from the right, rather than to be there at once. */
const DELAY_MS = 600
/** What the large numbers are of: a single tick jumps too much to be read. */
const PRESENT_MS = 1_000

/** A tick arrives twice a second, so a silence of this length means that the connection is dead. */
const SILENCE_MS_MAX = 4_000

/** A page never gives up, and the service is expected back within seconds. */
const RETRIES = { anyFailure: true, backoffMs: 1_500, backoffMsMax: 1_500, retryAfterMsMax: 2_000 }

type SourceState = 'connecting' | 'live' | 'lost'

const STATES: Readonly<Record<SourceState, string>> = {
  connecting: 'Connecting',
  live: 'Live',
  lost: 'Connection lost, trying again',
}

/** What is looked at: the ticks, and the moment at the right edge. */
interface View {
  readonly ticks: readonly Tick[]
  readonly endMs: number
}

/** Puts the picture and the numbers together, and keeps them going. */
export class WatchPage {
  readonly #window = new TickWindow()
  readonly #clock = new ServiceClock()
  readonly #canvas = byId('picture', HTMLCanvasElement)
  readonly #picture = new Picture(this.#canvas)
  readonly #numbers = new Numbers()
  readonly #chooser = new MomentChooser(this.#canvas, {
    layout: () => this.#picture.layout,
    onChange: () => {
      this.#refresh()
    },
  })
  readonly #still = matchMedia('(prefers-reduced-motion: reduce)')
  #palette: Palette = readPalette(document.documentElement)
  /** What was looked at when it was paused. */
  #paused: View | undefined
  #drawnAtMs = -Infinity

  start(): void {
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
      this.#palette = readPalette(document.documentElement)
    })
    byId('pause').addEventListener('click', () => {
      this.#togglePause()
    })
    void this.#follow()
    this.#draw()
  }

  async #follow(): Promise<void> {
    this.#showState('connecting')
    const ticks = new HoldfastClient({ baseUrl: location.origin }).followActivity({
      timeoutMs: SILENCE_MS_MAX,
      retries: RETRIES,
      onLost: () => {
        this.#showState('lost')
      },
    })
    for await (const news of ticks) this.#hear(news)
  }

  get #view(): View {
    const { ticks } = this.#window
    return this.#paused ?? { ticks, endMs: this.#clock.now(Date.now()) - DELAY_MS }
  }

  #hear(news: readonly Activity[]): void {
    const before = this.#window.latest?.instance
    this.#window.add(news)
    const { latest } = this.#window
    if (!latest) return
    if (latest.instance !== before) this.#clock.reset()
    this.#clock.hear({ atMs: latest.atMs, receivedMs: Date.now() })
    this.#showState('live')
    this.#refresh()
  }

  #showState(state: SourceState): void {
    const source = byId('source')
    const instance = this.#window.latest?.instance
    const suffix = state === 'live' && instance !== undefined ? ` · instance ${instance}` : ''
    const text = STATES[state] + suffix
    // It is read aloud when it changes, so it is touched only then.
    if (source.textContent !== text) source.textContent = text
    source.dataset['state'] = state
  }

  #togglePause(): void {
    this.#paused = this.#paused ? undefined : this.#view
    byId('pause').ariaPressed = String(this.#paused !== undefined)
    this.#refresh()
    // The next frame may be half a second away, and the numbers are of this moment already.
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
    byId('moment-shown').textContent = chosen ? this.#chooser.inWords : 'Now'
    byId('quiet').hidden = minute.requests > 0
  }

  #chosenOf({ ticks, endMs }: View): Tick | undefined {
    const { agoMs } = this.#chooser
    return agoMs === undefined ? undefined : tickAt(ticks, endMs - agoMs)
  }

  readonly #draw = (): void => {
    requestAnimationFrame(this.#draw)
    const frameMs = this.#still.matches ? STEP_MS : FRAME_MS
    if (performance.now() - this.#drawnAtMs >= frameMs) this.#paint()
  }

  #paint(): void {
    this.#drawnAtMs = performance.now()
    const view = this.#view
    const motion = this.#still.matches ? 'none' : 'smooth'
    const chosen = this.#chosenOf(view)
    this.#picture.draw({ ...view, chosen, palette: this.#palette, motion })
  }
}
