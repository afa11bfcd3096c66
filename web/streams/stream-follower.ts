import { HoldfastError } from '../../client/src/index.ts'
import { Polling } from './polling.ts'
import type { Slot, StreamSlots } from './stream-slots.ts'

/**
 * `shared`: connected for a moment every few seconds, in turn with other windows of the browser. `delayed`: without a
 * stream, the state is read every few seconds.
 */
export type Connection = 'connecting' | 'live' | 'shared' | 'delayed' | 'reconnecting'

export interface OpenOptions {
  readonly signal: AbortSignal
  readonly onLost: (failure: unknown) => void
}

/** The current state, read without a stream. */
export interface Polled<Message> {
  readonly message: Message
  /** How long to wait at least before the next read, in milliseconds. */
  readonly pauseMs: number
}

export interface StreamFollowerOptions<Message> {
  /** Follows the stream until the signal is aborted. The first message after each connect is complete. */
  readonly open: (options: OpenOptions) => AsyncIterable<Message>
  /** Reads the current state, for the time in which the stream is refused or lost. */
  readonly poll?: (signal: AbortSignal) => Promise<Polled<Message>>
  /** Limits the streams of this browser. Undefined where the browser cannot. */
  readonly slots: Pick<StreamSlots, 'use'> | undefined
  readonly onMessage: (message: Message) => void
  /** Called when the state of the connection changes, after the message that changed it. */
  readonly onConnection: (connection: Connection) => void
  /** Called with the reason when the stream is refused or lost, or a poll has failed. */
  readonly onFailure?: (failure: unknown) => void
  /** Returns a number from 0 up to but not including 1. */
  readonly random?: () => number
}

/** Of the browser: shows an error in the console. */
declare function reportError(error: unknown): void

/** How long a hidden page stays connected, so that a look at another tab costs no reconnect. */
const HIDDEN_MS = 3_000
/** How long a window has a slot that another window waits for. */
const TURN_MS = 2_000
/** After so many turns without a message, the next window tries. */
const EMPTY_TURNS_MAX = 5
/** A lost stream is usually connected again within this time, so that a page that has a state need not poll. */
const LOST_MS = 2_000
/** The pause after a failure of the page itself. */
const BROKEN_MS = 5_000

/** Follows a stream while the page is visible. */
export class StreamFollower<Message> {
  readonly #options: StreamFollowerOptions<Message>
  #connection: Connection | undefined
  #running: AbortController | undefined
  #hiding: ReturnType<typeof setTimeout> | undefined
  #restarting: ReturnType<typeof setTimeout> | undefined
  #hasState = false
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
    this.#end()
  }

  #end(): void {
    clearTimeout(this.#restarting)
    this.#running?.abort()
    this.#running = undefined
  }

  #start(connection: Connection): void {
    this.#end()
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
      if (signal.aborted) return
      this.#restarting = setTimeout(() => {
        this.#start('reconnecting')
      }, BROKEN_MS)
      reportError(error)
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

  async #read(signal: AbortSignal, onState?: () => void): Promise<void> {
    const { open, onFailure } = this.#options
    const polling = this.#newPolling(onState)
    const onLost = (failure: unknown) => {
      if (signal.aborted) return
      polling?.start(this.#hasState ? LOST_MS : 0)
      // Otherwise the poll tells whether the service can be reached.
      if (!polling || (this.#hasState && this.#connection !== 'delayed')) this.#show('reconnecting')
      onFailure?.(failure)
    }
    try {
      for await (const message of open({ signal, onLost })) {
        polling?.stop()
        this.#receive(message, this.#isShared ? 'shared' : 'live')
        onState?.()
      }
    } finally {
      polling?.stop()
    }
  }

  #newPolling(onState?: () => void): Polling | undefined {
    const { poll, onFailure, random = Math.random } = this.#options
    return (
      poll &&
      new Polling({
        random,
        poll: async (signal) => {
          const { message, pauseMs } = await poll(signal)
          if (signal.aborted) return pauseMs
          this.#receive(message, 'delayed')
          onState?.()
          return pauseMs
        },
        onFailure: (failure) => {
          if (!(failure instanceof HoldfastError)) reportError(failure)
          this.#show('reconnecting')
          onFailure?.(failure)
        },
      })
    )
  }

  #receive(message: Message, connection: Connection): void {
    this.#hasState = true
    this.#options.onMessage(message)
    this.#show(connection)
  }

  #show(connection: Connection): void {
    if (connection === this.#connection) return
    this.#connection = connection
    this.#options.onConnection(connection)
  }
}
