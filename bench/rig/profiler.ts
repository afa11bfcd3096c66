import { once } from 'node:events'

import { until } from '../../tools/until.ts'

/** The sampling interval. A quarter of this slows a server down by some 15 %; this has no measurable cost. */
const INTERVAL_US = 1_000

/** One function in one place of the call tree. */
export interface ProfileNode {
  readonly id: number
  readonly callFrame: {
    readonly functionName: string
    readonly url: string
    readonly lineNumber: number
  }
  readonly children?: readonly number[]
}

/** The result of V8's sampling profiler, in the format of a `.cpuprofile` file. */
export interface CpuProfile {
  readonly nodes: readonly ProfileNode[]
  /** The node that ran at each sample. */
  readonly samples: readonly number[]
  /** The time between each sample and the one before, in microseconds. */
  readonly timeDeltas: readonly number[]
}

interface Reply {
  readonly id?: number
  readonly result?: unknown
  readonly error?: { readonly message: string }
}

/**
 * Controls V8's sampling profiler in another process through its inspector. Unlike `node --cpu-prof` it can be started
 * after the warm-up.
 */
export class Profiler {
  readonly #socket: WebSocket
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>()
  #commands = 0

  private constructor(socket: WebSocket) {
    this.#socket = socket
    socket.addEventListener('message', ({ data }) => {
      const { id, result, error } = JSON.parse(String(data)) as Reply
      if (id === undefined) return
      if (error) this.#waiting.get(id)?.reject(new Error(error.message))
      else this.#waiting.get(id)?.resolve(result)
      this.#waiting.delete(id)
    })
    socket.addEventListener('close', () => {
      for (const { reject } of this.#waiting.values()) reject(new Error('The process has ended.'))
    })
  }

  /** The Node options that a profiled process needs. They do not print anything. */
  static nodeOptions(port: number): string[] {
    return [`--inspect=127.0.0.1:${port}`, '--inspect-publish-uid=http']
  }

  static async connect(port: number): Promise<Profiler> {
    const answer = await fetch(`http://127.0.0.1:${port}/json/list`)
    const [target] = (await answer.json()) as { webSocketDebuggerUrl: string }[]
    const socket = new WebSocket(target?.webSocketDebuggerUrl ?? '')
    await until(() => socket.readyState !== WebSocket.CONNECTING)
    if (socket.readyState !== WebSocket.OPEN) throw new Error('The inspector cannot be reached.')
    return new Profiler(socket)
  }

  async start(): Promise<void> {
    await this.#send('Profiler.enable')
    await this.#send('Profiler.setSamplingInterval', { interval: INTERVAL_US })
    await this.#send('Profiler.start')
  }

  async stop(): Promise<CpuProfile> {
    const { profile } = (await this.#send('Profiler.stop')) as { profile: CpuProfile }
    return profile
  }

  async close(): Promise<void> {
    const closed = once(this.#socket, 'close')
    this.#socket.close()
    await closed
  }

  async #send(method: string, params: object = {}): Promise<unknown> {
    const id = ++this.#commands
    const reply = Promise.withResolvers<unknown>()
    this.#waiting.set(id, reply)
    this.#socket.send(JSON.stringify({ id, method, params }))
    return reply.promise
  }
}
