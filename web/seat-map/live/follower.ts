import type { HoldfastClient } from '../../../client/src/index.ts'
import { type Connection, EventFeed, type EventFeedOptions, type News } from './event-feed.ts'
import type { SeatBoard } from './seat-board.ts'

export interface FollowOptions {
  readonly serviceUrl: string
  readonly eventId: string
  readonly client: Pick<HoldfastClient, 'getAvailability'>
  readonly board: Pick<SeatBoard, 'applySnapshot' | 'applyChanges'>
  readonly onConnection: (connection: Connection) => void
  readonly open?: Exclude<EventFeedOptions['open'], undefined>
}

/** So long a page that nobody sees goes on: browsers allow only six connections, over all tabs. */
const HIDDEN_MS = 60_000
/** After so long without news, it is asked whether there really is none. */
const SILENCE_MS = 30_000

/** Hears of the changes of an event as long as it is seen, and asks when it hears nothing for long. */
export class Follower {
  readonly #options: FollowOptions
  readonly #feed: EventFeed
  #revision = 0
  #isStopped = true
  #hiding: ReturnType<typeof setTimeout> | undefined
  #silence: ReturnType<typeof setTimeout> | undefined

  constructor(options: FollowOptions) {
    this.#options = options
    const { serviceUrl, eventId, board, onConnection, open } = options
    this.#feed = new EventFeed({
      url: `${serviceUrl}/api/events/${encodeURIComponent(eventId)}/stream`,
      onSnapshot: (news) => {
        this.#heard(news)
        board.applySnapshot(news.seats)
      },
      onChanges: (news) => {
        this.#heard(news)
        board.applyChanges(news.seats)
      },
      onConnection,
      ...(open ? { open } : {}),
    })
  }

  set isSeen(isSeen: boolean) {
    clearTimeout(this.#hiding)
    if (isSeen) {
      this.#isStopped = false
      this.#feed.start()
    } else {
      this.#hiding = setTimeout(() => {
        this.stop()
      }, HIDDEN_MS)
    }
  }

  restart(): void {
    this.#feed.restart()
  }

  stop(): void {
    this.#isStopped = true
    clearTimeout(this.#hiding)
    clearTimeout(this.#silence)
    this.#feed.stop()
  }

  #heard({ revision }: News): void {
    this.#revision = revision
    this.#listenOn()
  }

  #listenOn(): void {
    clearTimeout(this.#silence)
    // It may have been stopped while the service was being asked.
    if (this.#isStopped) return
    this.#silence = setTimeout(() => void this.#doubt(), SILENCE_MS)
  }

  /** The heartbeats of a stream are not told to scripts, so silence looks the same as a dead connection. */
  async #doubt(): Promise<void> {
    const { client, eventId } = this.#options
    const revision = this.#revision
    try {
      const now = await client.getAvailability(eventId)
      // The revision is lower where the store was restored from a backup.
      if (revision === this.#revision && now.revision !== revision) this.#feed.restart()
    } catch {
      this.#feed.restart()
    }
    this.#listenOn()
  }
}
