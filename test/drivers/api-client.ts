import type { RunningApp } from './running-app.ts'

/** What tests read of the bodies that are answered; each field is there only where the answer has it. */
export interface AnsweredBody {
  readonly status: number
  readonly code: string
  readonly detail: string
  readonly eventId: string
  readonly seatCount: number
  readonly plan: unknown
  readonly events: readonly { readonly eventId: string }[]
  readonly entries: readonly { readonly seatId: string; readonly action: string }[]
  readonly nextCursor?: string
  readonly webhookId: string
  readonly secret: string
  readonly deliveries: readonly { readonly deliveryId: string; readonly revision: number }[]
  readonly holdId: string
  readonly token: string
  readonly holds: readonly { readonly holdId: string; readonly version: number }[]
  readonly version: number
  readonly key: string
  readonly keys: readonly object[]
  readonly bookingId: string
  readonly bookings: readonly {
    readonly bookingId: string
    readonly eventId: string
    readonly seatIds: readonly string[]
    readonly total?: AnsweredBody['total']
  }[]
  readonly seatIds: readonly string[]
  readonly seats: readonly { readonly seatId: string; readonly status: string }[]
  readonly total?: { readonly amount: number; readonly currency: string }
  readonly areas: readonly object[]
  readonly conflicts: readonly object[]
}

export interface ApiAnswer {
  readonly status: number
  readonly headers: Headers
  /** Empty where the answer is. */
  readonly body: AnsweredBody
}

type Headings = Readonly<Record<string, string>>

/** Speaks to the service as its clients do: in JSON, and with a key or the token of a hold where they have one. */
export class ApiClient {
  readonly #app: Pick<RunningApp, 'fetch'>
  readonly #bearer: string | undefined

  constructor(app: Pick<RunningApp, 'fetch'>, bearer?: string) {
    this.#app = app
    this.#bearer = bearer
  }

  /** The same client, when it sends this. */
  with(bearer: string): ApiClient {
    return new ApiClient(this.#app, bearer)
  }

  get(path: string, headers?: Headings): Promise<ApiAnswer> {
    return this.send('GET', path, undefined, headers)
  }

  post(path: string, body?: unknown, headers?: Headings): Promise<ApiAnswer> {
    return this.send('POST', path, body, headers)
  }

  patch(path: string, body: unknown, headers?: Headings): Promise<ApiAnswer> {
    return this.send('PATCH', path, body, headers)
  }

  delete(path: string, body?: unknown, headers?: Headings): Promise<ApiAnswer> {
    return this.send('DELETE', path, body, headers)
  }

  /** @param body sent as it is when it is a text or bytes, else as JSON */
  async send(
    method: string,
    path: string,
    body?: unknown,
    headers: Headings = {},
  ): Promise<ApiAnswer> {
    const response = await this.#app.fetch(path, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(this.#bearer === undefined ? {} : { Authorization: `Bearer ${this.#bearer}` }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isWritten(body) ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    return {
      status: response.status,
      headers: response.headers,
      body: JSON.parse(text || '{}') as AnsweredBody,
    }
  }
}

function isWritten(body: unknown): body is string | Uint8Array<ArrayBuffer> {
  return typeof body === 'string' || body instanceof Uint8Array
}
