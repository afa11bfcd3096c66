import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

/** What happens to the bytes of one direction: passed on, held until the flow is `pass` again, or dropped. */
export type Flow = 'pass' | 'hold' | 'drop'

/** A proxy between a client and a server that simulates network faults. */
export class TcpProxy {
  requests = new Direction()
  replies = new Direction()
  readonly #server: Server
  readonly #sockets = new Set<Socket>()

  /** The target of new connections; open ones are not changed. */
  targetPort: number

  private constructor(targetPort: number) {
    this.targetPort = targetPort
    this.#server = createServer((client) => {
      const target = connect(this.targetPort, '127.0.0.1')
      this.requests.pipe(client, target)
      this.replies.pipe(target, client)
      for (const socket of [client, target]) {
        this.#sockets.add(socket)
        socket.on('error', () => undefined)
        socket.on('close', () => {
          this.#sockets.delete(socket)
          client.destroy()
          target.destroy()
        })
      }
    })
  }

  static async start(targetPort: number): Promise<TcpProxy> {
    const proxy = new TcpProxy(targetPort)
    proxy.#server.listen(0, '127.0.0.1')
    await once(proxy.#server, 'listening')
    return proxy
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  /** Breaks every connection; new ones can be made. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy()
  }

  async close(): Promise<void> {
    this.#server.close()
    this.cut()
    await once(this.#server, 'close')
  }
}

class Direction {
  #flow: Flow = 'pass'
  #held: (() => void)[] = []
  /** The number of chunks that were held or dropped, so that a test can check that its fault had an effect. */
  stopped = 0
  /** Rewrites the bytes that are passed on, to simulate rare answers of a server. */
  rewrite: (text: string) => string = (text) => text

  pipe(from: Socket, to: Socket): void {
    from.on('data', (chunk) => {
      const deliver = (): void => {
        if (to.writable) to.write(this.rewrite(chunk.toString('latin1')), 'latin1')
      }
      if (this.#flow === 'pass') {
        deliver()
        return
      }
      this.stopped++
      if (this.#flow === 'hold') this.#held.push(deliver)
    })
  }

  set flow(flow: Flow) {
    this.#flow = flow
    if (flow !== 'pass') return
    const held = this.#held
    this.#held = []
    for (const deliver of held) deliver()
  }
}
