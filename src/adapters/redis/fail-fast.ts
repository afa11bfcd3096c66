/** The longest pause between attempts to connect. Short, because the service runs with in-process locks meanwhile. */
const RECONNECT_DELAY_MS_MAX = 1_000

export function reconnectDelayMs(attempt: number): number {
  return Math.min(50 * 2 ** Math.min(attempt, 10), RECONNECT_DELAY_MS_MAX)
}

/** Options for ioredis. By default it waits and resends commands; a lock needs a prompt answer instead. */
export function failFast(commandTimeoutMs: number) {
  return {
    lazyConnect: true,
    connectTimeout: commandTimeoutMs,
    commandTimeout: commandTimeoutMs,
    // `quit` waits for pending commands; `disconnect` does not need to wait.
    disconnectTimeout: 0,
    // Replaces a connection without any reply. Longer than the command timeout, so that a slow Redis keeps its
    // connection.
    socketTimeout: 2 * commandTimeoutMs,
    // Rejects commands while disconnected, and never resends a command whose reply was lost.
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    retryStrategy: reconnectDelayMs,
    // Reconnects when a master has become a replica, because the new connection may lead to the new master.
    reconnectOnError: (error: Error) => error.message.includes('READONLY'),
  }
}

export type FailFast = ReturnType<typeof failFast>
