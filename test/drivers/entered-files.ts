import { once } from 'node:events'

/** The part of a coverage report that is read here. */
interface Coverage {
  readonly result: readonly {
    readonly url: string
    readonly functions: readonly {
      readonly functionName: string
      readonly ranges: readonly { readonly startOffset: number; readonly count: number }[]
    }[]
  }[]
}

interface Reply {
  readonly id?: number
  readonly result?: unknown
  readonly method?: string
  readonly params?: { readonly sessionId: string; readonly message?: string }
}

type Send = (method: string, params?: object) => Promise<unknown>

/**
 * The coverage of a running service, from the inspector of V8. It counts calls in the main thread and in the worker
 * threads.
 * @see https://chromedevtools.github.io/devtools-protocol/v8/Profiler/
 */
export class EnteredFiles {
  readonly #socket: WebSocket
  readonly #waiting = new Map<string, (result: unknown) => void>()
  readonly #workers = new Set<string>()
  #lastId = 0

  private constructor(socket: WebSocket) {
    this.#socket = socket
    socket.addEventListener('message', ({ data }) => {
      this.#onMessage(JSON.parse(String(data)) as Reply)
    })
  }

  /** @param url what Node prints when it is started with `--inspect` */
  static async connect(url: string): Promise<EnteredFiles> {
    const socket = new WebSocket(url)
    await once(socket, 'open')
    const entered = new EnteredFiles(socket)
    await entered.#send('NodeWorker.enable', { waitForDebuggerOnStart: false })
    for (const send of entered.#threads()) {
      await send('Profiler.enable')
      await send('Profiler.startPreciseCoverage', { callCount: true, detailed: false })
    }
    return entered
  }

  /** The files under `src/` of which a function was called meanwhile, by a path that begins with `src/`. */
  async during(act: () => Promise<unknown>): Promise<Set<string>> {
    const threads = this.#threads()
    const take = () => Promise.all(threads.map((send) => send('Profiler.takePreciseCoverage')))
    await take()
    await act()
    return new Set((await take()).flatMap((coverage) => calledFiles(coverage as Coverage)))
  }

  close(): void {
    this.#socket.close()
  }

  #threads(): Send[] {
    const workers = Array.from(
      this.#workers,
      (sessionId): Send =>
        (method, params) =>
          this.#sendToWorker(sessionId, method, params),
    )
    return [(method, params) => this.#send(method, params), ...workers]
  }

  #send(method: string, params: object = {}): Promise<unknown> {
    const id = ++this.#lastId
    this.#socket.send(JSON.stringify({ id, method, params }))
    return this.#reply(`main ${id}`)
  }

  #sendToWorker(sessionId: string, method: string, params: object = {}): Promise<unknown> {
    const id = ++this.#lastId
    const message = JSON.stringify({ id, method, params })
    void this.#send('NodeWorker.sendMessageToWorker', { sessionId, message })
    return this.#reply(`${sessionId} ${id}`)
  }

  #reply(key: string): Promise<unknown> {
    return new Promise((resolve) => this.#waiting.set(key, resolve))
  }

  #onMessage({ id, result, method, params }: Reply): void {
    if (id !== undefined) this.#waiting.get(`main ${id}`)?.(result)
    if (method === 'NodeWorker.attachedToWorker' && params) this.#workers.add(params.sessionId)
    if (method === 'NodeWorker.receivedMessageFromWorker' && params?.message !== undefined) {
      const reply = JSON.parse(params.message) as Reply
      this.#waiting.get(`${params.sessionId} ${reply.id ?? ''}`)?.(reply.result)
    }
  }
}

function calledFiles({ result }: Coverage): string[] {
  return result.flatMap(({ url, functions }) => {
    const path = /\/(src\/.*)$/.exec(url)?.[1]
    if (path === undefined || url.includes('/node_modules/')) return []
    // The first function without a name is the module, which runs when it is loaded.
    const isCalled = functions.some(
      ({ functionName, ranges: [range] }) =>
        range && range.count > 0 && (functionName !== '' || range.startOffset > 0),
    )
    return isCalled ? [path] : []
  })
}
