import type { Server, Socket } from 'node:net'

/**
 * Bounds the connections of a server without refusing a new one: beyond `max`, the oldest connection is closed. So idle
 * connections cannot shut out a new client, not even one with the same address.
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
