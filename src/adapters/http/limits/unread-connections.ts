import type { Socket } from 'node:net'

/** How many reasons there are to leave each connection unread. */
const reasons = new WeakMap<Socket, number>()

/**
 * Leaves a connection unread, so that its client cannot send more, for as long as anybody wants that.
 * @returns called once, by whoever wants it no longer
 */
export function leaveUnread(socket: Socket): () => void {
  const others = reasons.get(socket)
  reasons.set(socket, (others ?? 0) + 1)
  // Node reads on when a request or an answer ends, whoever has paused the connection.
  if (others === undefined) socket.on('resume', pauseWhereUnread)
  socket.pause()
  return () => {
    const left = (reasons.get(socket) ?? 1) - 1
    reasons.set(socket, left)
    if (left === 0) socket.resume()
  }
}

function pauseWhereUnread(this: Socket): void {
  if ((reasons.get(this) ?? 0) > 0) this.pause()
}
