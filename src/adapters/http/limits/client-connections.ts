import type { Socket } from 'node:net'

import type { Clients } from './clients.ts'
import { Shares } from './shares.ts'

export interface ClientConnectionsOptions {
  /** How many connections one client may have open. */
  readonly perClientMax: number
  readonly clients: Pick<Clients, 'ofConnection'>
  /** Called when a connection was closed because its client has too many. */
  readonly onRefused: () => void
}

/**
 * Bounds how many connections one client has open. The client is the address of the socket, since no header has been
 * read yet. A trusted proxy is not bounded: its connections carry the requests of many clients.
 */
export class ClientConnections {
  readonly #options: ClientConnectionsOptions
  readonly #shares: Shares

  constructor(options: ClientConnectionsOptions) {
    this.#options = options
    // The server bounds the connections of all clients by itself.
    this.#shares = new Shares({ max: Infinity, perClientMax: options.perClientMax })
  }

  /** Counts a connection until it is closed, or closes it at once when its client has too many. */
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
