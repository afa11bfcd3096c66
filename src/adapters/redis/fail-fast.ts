/** Between attempts to connect; short, because bookings run on a lesser lock meanwhile. */
const RECONNECT_DELAY_MS_MAX = 1_000

export function reconnectDelayMs(attempt: number): number {
  return Math.min(50 * 2 ** Math.min(attempt, 10), RECONNECT_DELAY_MS_MAX)
}

/** ioredis waits and resends by default, which suits a cache; a lock needs to know soon whether it was granted. */
export function failFast(commandTimeoutMs: number) {
  return {
    lazyConnect: true,
    connectTimeout: commandTimeoutMs,
    commandTimeout: commandTimeoutMs,
    // Whoever disconnects has waited for all that is worth waiting for.
    disconnectTimeout: 0,
    // A connection that swallows everything is replaced; a Redis that is only slow keeps it for one more command.
    socketTimeout: 2 * commandTimeoutMs,
    // A command that cannot be sent now is refused now, and one whose reply was lost is never sent again.
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    retryStrategy: reconnectDelayMs,
    // A master that has become a replica is left, because a new connection may lead to the new master.
    reconnectOnError: (error: Error) => error.message.includes('READONLY'),
  }
}

export type FailFast = ReturnType<typeof failFast>
