import { once } from 'node:events'
import { type ClientRequest, get, type IncomingMessage, type RequestOptions } from 'node:http'

import { until } from '../../tools/until.ts'

export interface StreamedSeat {
  readonly seatId: string
  readonly version: number
  readonly status: string
}

export interface StreamedArea {
  readonly areaId: string
  readonly available: number
}

export interface StreamedEvent {
  readonly name: string
  readonly id: string | undefined
  readonly data: {
    readonly eventId?: string
    readonly revision: number
    readonly seats: readonly StreamedSeat[]
    /** Of the standing areas, those that have changed. */
    readonly areas?: readonly StreamedArea[]
  }
}

/** Reads a stream of server-sent events, on a connection of its own. */
export class StreamReader {
  /** All that came, as it came. */
  received = ''
  closed = false
  readonly response: IncomingMessage
  readonly #request: ClientRequest

  private constructor(request: ClientRequest, response: IncomingMessage) {
    this.#request = request
    this.response = response
    response.setEncoding('utf8')
    response.on('data', (chunk: string) => {
      this.received += chunk
    })
    // Whether it ended well or was cut, it is over.
    response.on('error', () => undefined)
    response.on('close', () => {
      this.closed = true
    })
  }

  /** Resolves with whatever is answered, as soon as the answer begins. */
  static async open(
    url: string,
    options: Pick<RequestOptions, 'headers' | 'localAddress'> = {},
  ): Promise<StreamReader> {
    const request = get(url, { agent: false, ...options })
    const [response] = (await once(request, 'response')) as [IncomingMessage]
    request.on('error', () => undefined)
    return new StreamReader(request, response)
  }

  /** Resolves when the snapshot is there, too. */
  static async follow(baseUrl: string, eventId: string): Promise<StreamReader> {
    const reader = await StreamReader.open(`${baseUrl}/api/events/${eventId}/stream`)
    await until(() => {
      if (reader.closed) throw new Error(`The stream was not served: ${reader.received}`)
      return reader.events.length > 0
    })
    return reader
  }

  get status(): number {
    return this.response.statusCode ?? 0
  }

  /** Those that have arrived whole. */
  get events(): StreamedEvent[] {
    return this.received
      .split('\n\n')
      .slice(0, -1)
      .flatMap((block) => {
        const fields = new Map(
          block.split('\n').map((line) => {
            const [, field = '', value = ''] = /^(\w*): (.*)$/.exec(line) ?? []
            return [field, value]
          }),
        )
        const name = fields.get('event')
        if (name === undefined) return []
        const data = JSON.parse(fields.get('data') ?? '') as StreamedEvent['data']
        return { name, id: fields.get('id'), data }
      })
  }

  /** What a client knows that reads it as it is told to: the seats that cannot be had, and why. */
  get taken(): Record<string, string> {
    const known = new Map<string, StreamedSeat>()
    for (const { name, data } of this.events) {
      if (name === 'snapshot') known.clear()
      for (const seat of data.seats) {
        if (seat.version >= (known.get(seat.seatId)?.version ?? 0)) known.set(seat.seatId, seat)
      }
    }
    return Object.fromEntries(
      Array.from(known.values())
        .filter(({ status }) => status !== 'available')
        .map(({ seatId, status }) => [seatId, status]),
    )
  }

  /** What such a client knows of the standing areas: the available places of each. */
  get availablePlaces(): Record<string, number> {
    const areas = this.events.flatMap(({ data }) => data.areas ?? [])
    return Object.fromEntries(areas.map(({ areaId, available }) => [areaId, available]))
  }

  /** Takes nothing more of what is sent, as a client does that hangs. */
  pause(): void {
    this.response.socket.pause()
  }

  resume(): void {
    this.response.socket.resume()
  }

  drop(): void {
    this.#request.destroy()
  }
}
