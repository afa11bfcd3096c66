import type { Server, Socket } from 'node:net'

/**
 * Limits the connections of a server by closing the oldest connection beyond `max`. New connections are never refused,
 * so idle connections cannot block a new client, even one with the same address.
 */
export function keepNewest(server: Server, max: number, onClosed: () => void): void {
  const open = new Set<Socket>()
  server.on('connection', (socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
    const [oldest] = open
    if (!oldest || open.size <= max) return
    open.delete(oldest)
    oldest.destroy()
    onClosed()
  })
}
