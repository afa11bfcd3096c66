import type { ConnectionLimits } from '../../src/adapters/http/limits/connections.ts'
import type { RequestLimits } from '../../src/adapters/http/limits/requests.ts'

/** Limits that tests do not reach unless they set their own. */
export const GENEROUS_LIMITS: ConnectionLimits & RequestLimits = {
  connectionsMax: 10_000,
  connectionsPerClientMax: 10_000,
  headerBytesMax: 16_384,
  headersMax: 100,
  headersTimeoutMs: 60_000,
  requestTimeoutMs: 60_000,
  answerTimeoutMs: 60_000,
  waitingBytesMax: 1_099_511_627_776,
  pipelinedRequestsMax: 1_000_000,
  keepAliveTimeoutMs: 60_000,
  requestsInFlightMax: 10_000,
  requestsInFlightPerClientMax: 10_000,
  uploadBytesMax: 1_099_511_627_776,
}
