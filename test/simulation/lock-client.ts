import {
  type AcquireResult,
  type LockPort,
  type LockRequest,
  LockUnavailableError,
  type ReleaseOutcome,
} from '../../src/application/ports/lock.port.ts'
import type { LockClaim, LockServer } from './lock-server.ts'
import type { Port } from './port.ts'

/** The connection of one instance to the lock server, with requests and replies that may be lost or late. */
export class LockClient implements LockPort {
  readonly #server: LockServer
  readonly #port: Port
  readonly #newToken: () => number

  /** @param newToken returns a number that no other claim has */
  constructor(server: LockServer, port: Port, newToken: () => number) {
    this.#server = server
    this.#port = port
    this.#newToken = newToken
  }

  async acquire(request: LockRequest): Promise<AcquireResult> {
    const { ttlMs, idempotencyKey } = request
    const { faults } = this.#port
    const claim = { keys: keysOf(request), token: this.#newToken(), ttlMs, idempotencyKey }
    // As in RedisLock: read before sending, so the lease never outlives the lock.
    const deadlineMs = this.#port.nowMs + ttlMs
    await this.#port.turn('lock')
    if (faults.occurs('lock unavailable')) throw new LockUnavailableError('The lock server is down')
    const owner = this.#server.take(claim)
    const takenAt = { nowMs: this.#port.nowMs, dataLosses: this.#server.dataLosses }
    if (faults.occurs('lock reply lost')) {
      throw new LockUnavailableError('The reply of the lock server was lost')
    }
    await this.#port.replyTurn('lock reply')
    if (owner) {
      const repeated = idempotencyKey !== undefined && owner.idempotencyKey === idempotencyKey
      return { outcome: 'refused', reason: repeated ? 'in-flight' : 'locked' }
    }
    const release = () => this.#release(claim, takenAt)
    if (this.#port.nowMs < deadlineMs) return { outcome: 'acquired', lease: { release } }
    faults.count('lock granted too late')
    void release()
    return { outcome: 'refused', reason: 'locked' }
  }

  async #release(claim: LockClaim, takenAt: LockTaken): Promise<ReleaseOutcome> {
    await this.#port.turn('release')
    if (this.#port.faults.occurs('lock release lost')) return 'unknown'
    const hasExpired = this.#port.nowMs >= takenAt.nowMs + claim.ttlMs
    const isWhole = this.#server.release(claim)
    if (isWhole) return 'released'
    if (hasExpired) this.#port.faults.count('lock expired during a request')
    else if (takenAt.dataLosses === this.#server.dataLosses) {
      this.#server.violations.push(`a lock of ${claim.keys.join()} was lost before it expired`)
    }
    return 'lost'
  }
}

/** The state of the lock server when it granted a lock. */
interface LockTaken {
  readonly nowMs: number
  readonly dataLosses: number
}

function keysOf({ seatIds, clientId }: LockRequest): string[] {
  return clientId === undefined ? [...seatIds] : [...seatIds, `client ${clientId}`]
}
