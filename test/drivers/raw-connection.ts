import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** A raw TCP connection to the service. */
export class RawConnection {
  /** The bytes received so far. */
  received = ''
  readonly #socket: Socket

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.on('data', (chunk) => {
      this.received += chunk.toString('latin1')
    })
    socket.on('error', () => undefined)
  }

  /**
   * @param options.allowHalfOpen goes on when the other side has ended, as no polite client does
   * @param options.localAddress the address of this end, such as `127.0.0.2` for another client than the others
   */
  static async open(
    port: number,
    options: { readonly allowHalfOpen?: boolean; readonly localAddress?: string } = {},
  ): Promise<RawConnection> {
    const connection = new RawConnection(connect({ port, host: '127.0.0.1', ...options }))
    await once(connection.#socket, 'connect')
    return connection
  }

  /** Whether it has ended. */
  get closed(): boolean {
    return this.#socket.destroyed
  }

  /** The unsent bytes, because the other side does not read. */
  get unsentBytes(): number {
    return this.#socket.writableLength
  }

  send(bytes: string): void {
    this.#socket.write(bytes, 'latin1')
  }

  /** Stops reading. */
  pause(): void {
    this.#socket.pause()
  }

  /** Closes the connection abruptly. */
  drop(): void {
    this.#socket.destroy()
  }
}
