import type { Socket } from 'node:net'

import type { Clients } from './clients.ts'
import { Shares } from './shares.ts'

export interface ClientConnectionsOptions {
  /** Maximum number of open connections per client. */
  readonly perClientMax: number
  readonly clients: Pick<Clients, 'ofConnection'>
  /** Called when a connection is refused because its client has too many. */
  readonly onRefused: () => void
}

/**
 * Limits the open connections per client. The client is identified by the address of the socket, because no header has
 * been read yet. Trusted proxies are exempt: their connections carry the requests of many clients.
 */
export class ClientConnections {
  readonly #options: ClientConnectionsOptions
  readonly #shares: Shares

  constructor(options: ClientConnectionsOptions) {
    this.#options = options
    // The server itself limits the total number of connections.
    this.#shares = new Shares({ max: Infinity, perClientMax: options.perClientMax })
  }

  /** Counts a connection until it closes, or closes it if its client has too many. */
  admit(socket: Socket): void {
    const { clients, onRefused } = this.#options
    const client = clients.ofConnection(socket)
    if (client === undefined) return
    if (this.#shares.take(client) === 'taken') {
      socket.once('close', () => {
        this.#shares.giveBack(client)
      })
    } else {
      socket.destroy()
      onRefused()
    }
  }
}
