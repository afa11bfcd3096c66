import type { Slot, StreamSlots } from './stream-slots.ts'

/** `shared`: connected for a moment every few seconds, in turn with other windows of the browser. */
export type Connection = 'connecting' | 'live' | 'shared' | 'reconnecting'

export interface OpenOptions {
  readonly signal: AbortSignal
  readonly onLost: () => void
}

export interface StreamFollowerOptions<Message> {
  /** Follows the stream until the signal is aborted. The first message after each connect is complete. */
  readonly open: (options: OpenOptions) => AsyncIterable<Message>
  /** Limits the streams of this browser. Undefined where the browser cannot. */
  readonly slots: Pick<StreamSlots, 'use'> | undefined
  readonly onMessage: (message: Message) => void
  /** Called when the state of the connection changes, after the message that changed it. */
  readonly onConnection: (connection: Connection) => void
}

/** How long a hidden page stays connected, so that a look at another tab costs no reconnect. */
const HIDDEN_MS = 3_000
/** How long a window has a slot that another window waits for. */
const TURN_MS = 2_000
/** After so many turns without a message, the next window tries. */
const EMPTY_TURNS_MAX = 5

/** Follows a stream while the page is visible. */
export class StreamFollower<Message> {
  readonly #options: StreamFollowerOptions<Message>
  #connection: Connection | undefined
  #running: AbortController | undefined
  #hiding: ReturnType<typeof setTimeout> | undefined
  /** Whether another window waited for the slot when this was last checked. */
  #isShared = false

  constructor(options: StreamFollowerOptions<Message>) {
    this.#options = options
  }

  set isVisible(isVisible: boolean) {
    clearTimeout(this.#hiding)
    if (!isVisible) {
      this.#hiding = setTimeout(() => {
        this.stop()
      }, HIDDEN_MS)
    } else if (!this.#running) this.#start('connecting')
  }

  /**
   * Reconnects at once, for example when the network is available again or the device has slept. A lost connection may
   * go unnoticed for minutes.
   */
  restart(): void {
    if (this.#running) this.#start('reconnecting')
  }

  stop(): void {
    clearTimeout(this.#hiding)
    this.#running?.abort()
    this.#running = undefined
  }

  #start(connection: Connection): void {
    this.#running?.abort()
    this.#running = new AbortController()
    this.#show(connection)
    void this.#follow(this.#running.signal)
  }

  async #follow(signal: AbortSignal): Promise<void> {
    const { slots } = this.#options
    try {
      if (!slots) await this.#read(signal)
      while (slots && !signal.aborted)
        await slots.use((slot) => this.#takeTurn(slot, signal), signal)
    } catch (error) {
      if (!signal.aborted) throw error
    }
  }

  /** Follows until another window wants the slot. */
  async #takeTurn(slot: Slot, signal: AbortSignal): Promise<void> {
    const turn = new AbortController()
    let emptyTurns = 0
    let hasMessage = false
    this.#isShared = slot.waited
    const check = async () => {
      this.#isShared = await slot.isWanted()
      if (signal.aborted) return
      if (!this.#isShared && this.#connection === 'shared') this.#show('live')
      if (this.#isShared && (hasMessage || ++emptyTurns >= EMPTY_TURNS_MAX)) turn.abort()
    }
    const timer = setInterval(() => void check(), TURN_MS)
    try {
      await this.#read(AbortSignal.any([signal, turn.signal]), () => {
        hasMessage = true
      })
    } catch (error) {
      if (!turn.signal.aborted) throw error
    } finally {
      clearInterval(timer)
    }
  }

  async #read(signal: AbortSignal, onFirst?: () => void): Promise<void> {
    const { open, onMessage } = this.#options
    const onLost = () => {
      if (!signal.aborted) this.#show('reconnecting')
    }
    for await (const message of open({ signal, onLost })) {
      onFirst?.()
      onMessage(message)
      this.#show(this.#isShared ? 'shared' : 'live')
    }
  }

  #show(connection: Connection): void {
    if (connection === this.#connection) return
    this.#connection = connection
    this.#options.onConnection(connection)
  }
}
