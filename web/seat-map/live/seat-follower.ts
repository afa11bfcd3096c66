import type { FollowedSeats, HoldfastClient } from '../../../client/src/index.ts'
import type { SeatBoard } from './seat-board.ts'

export type Connection = 'connecting' | 'live' | 'reconnecting'

export interface SeatFollowerOptions {
  readonly client: Pick<HoldfastClient, 'followSeats'>
  readonly eventId: string
  readonly board: Pick<SeatBoard, 'apply'>
  /** Called with the headers of each connection. */
  readonly onConnected: (headers: Headers) => void
  /** Called with each message, after it was applied to the board. */
  readonly onMessage: (message: FollowedSeats) => void
  /** Called when the state of the connection changes. */
  readonly onConnection: (connection: Connection) => void
}

/** How long a hidden page stays connected. Browsers allow six connections per host, shared by all tabs. */
const HIDDEN_MS = 60_000

/** The page retries without limit, because any failure may be temporary. */
const RETRIES = { anyFailure: true, backoffMsMax: 15_000, retryAfterMsMax: 15_000 }

/** Keeps a seat board up to date while the page is visible. */
export class SeatFollower {
  readonly #options: SeatFollowerOptions
  #connection: Connection | undefined
  #running: AbortController | undefined
  #hiding: ReturnType<typeof setTimeout> | undefined

  constructor(options: SeatFollowerOptions) {
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
   * Reconnects at once, for example when the network is available again. A lost connection may go unnoticed for
   * minutes.
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
    const { client, eventId, board, onConnected, onMessage } = this.#options
    const onLost = () => {
      this.#show('reconnecting')
    }
    try {
      const options = { signal, retries: RETRIES, onConnected, onLost }
      const messages = client.followSeats(eventId, options)
      for await (const message of messages) {
        board.apply(message)
        onMessage(message)
        this.#show('live')
      }
    } catch (error) {
      if (!signal.aborted) throw error
    }
  }

  #show(connection: Connection): void {
    if (connection === this.#connection) return
    this.#connection = connection
    this.#options.onConnection(connection)
  }
}
