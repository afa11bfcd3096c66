import { areTogether, canBeHad, isGood } from './best-seats.ts'
import { currentOf, type HallModel, type ModelHold, type ModelState } from './hall-model.ts'
import { type HoldOptions, type Ids, type Request, SELLER, tokenOf } from './requests.ts'
import { LIMITS, TABLE } from './small-hall.ts'
import { no, obstacles, type Verdict } from './verdict.ts'

export const isActive = (model: HallModel, hold: ModelHold) =>
  !hold.end && model.nowMs < hold.untilMs

/** An ended hold counts as none. An active hold gets the seats, and never an earlier deadline. */
export function hold(
  model: HallModel,
  { ttlMs = LIMITS.ttlDefaultMs, bearer }: HoldOptions,
  seatIds: readonly string[],
  ids: Ids,
): Verdict {
  const given = model.holds.find(({ id }) => tokenOf(id) === bearer)
  const own = given && isActive(model, given) ? given : undefined
  const all = [...new Set([...(own?.seatIds ?? []), ...seatIds])]
  const refusals = [
    ...(bearer !== undefined && !given ? [{ reason: 'unknown-hold' }] : []),
    ...(all.length > LIMITS.seatsMax
      ? [{ reason: 'too-many-seats', seatsMax: LIMITS.seatsMax }]
      : []),
    ...obstacles(model, all, own?.id),
  ]
  if (refusals.length > 0) return no(...refusals)

  const lastMs = own?.lastMs ?? model.nowMs + LIMITS.totalTtlMaxMs
  const wantedMs = deadline(model, ttlMs, { untilMs: own?.untilMs ?? 0, lastMs })
  const isMore = all.length > (own?.seatIds.length ?? 0)
  const untilMs = own && !isMore ? extended(own, wantedMs) : wantedMs
  const holdId = own?.id ?? ids.holdId
  const code = own?.code ?? ids.code
  const result = { holdId, code, seatIds: all, expiresAtMs: untilMs, isNew: !own }
  if (own && !isMore && untilMs === own.untilMs) return { outcome: 'done', result }
  return {
    outcome: 'done',
    result,
    apply: () => {
      if (own) Object.assign(own, { version: own.version + 1, seatIds: all, untilMs })
      else model.holds.push({ id: holdId, code, version: 1, seatIds: all, untilMs, lastMs })
      model.become(all, { status: 'held', holdId, untilMs })
    },
  }
}

function deadline(
  { nowMs }: HallModel,
  ttlMs: number,
  { untilMs, lastMs }: Pick<ModelHold, 'untilMs' | 'lastMs'>,
): number {
  return Math.min(Math.max(nowMs + Math.min(ttlMs, LIMITS.ttlMaxMs), untilMs), lastMs)
}

/** An extension by less than the minimum changes nothing. */
function extended({ untilMs }: ModelHold, wantedMs: number): number {
  return wantedMs - untilMs < LIMITS.extensionMinMs ? untilMs : wantedMs
}

export function holdBest(
  model: HallModel,
  asked: Request<'hold the best'>,
  chosen: readonly string[],
  ids: Ids,
): Verdict {
  const own = model.holds.find(({ id }) => tokenOf(id) === asked.bearer)
  const held = own && isActive(model, own) ? own.seatIds : []
  const seatIds = chosen.filter((seatId) => !held.includes(seatId))
  if (isGood(model, asked, seatIds)) {
    const verdict = hold(model, asked, seatIds, ids)
    return verdict.outcome === 'done' ? withAdjacency(verdict) : verdict
  }

  const standIns = Array.from({ length: asked.quantity }, (_, index) => `any ${index}`)
  const verdict = hold(model, asked, standIns, ids)
  const refusals = verdict.outcome === 'refused' ? verdict.refusals : []
  return no(
    ...refusals.filter(({ reason }) => reason !== 'unknown-seats' && reason !== 'not-available'),
    ...(canBeHad(model, asked) ? [] : [{ reason: 'none-available' }]),
  )
}

/** Adds whether all seats of the hold are adjacent. */
export function withAdjacency<V extends { readonly result?: unknown }>(verdict: V): V {
  const result = verdict.result as { readonly seatIds: readonly string[] }
  return { ...verdict, result: { ...result, adjacent: areTogether(result.seatIds) } }
}

/** A missing or wrong token is refused like an unknown hold. */
function holdOf(
  model: HallModel,
  { holdId, bearer }: { readonly holdId: string; readonly bearer?: string | undefined },
): ModelHold | undefined {
  return bearer === tokenOf(holdId) ? model.holds.find(({ id }) => id === holdId) : undefined
}

export function extend(model: HallModel, asked: Request<'extend'>): Verdict {
  const found = holdOf(model, asked)
  if (!found) return no({ reason: 'unknown-hold' })
  if (!isActive(model, found)) return no({ reason: 'hold-gone' })
  const untilMs = extended(found, deadline(model, asked.ttlMs ?? LIMITS.ttlDefaultMs, found))
  const result = { expiresAtMs: untilMs }
  if (untilMs === found.untilMs) return { outcome: 'done', result }
  return {
    outcome: 'done',
    result,
    apply: () => {
      Object.assign(found, { version: found.version + 1, untilMs })
      model.become(found.seatIds, { status: 'held', holdId: found.id, untilMs })
    },
  }
}

/** A release is final, even of an expired hold. */
export function release(model: HallModel, asked: Request<'release'>): Verdict {
  const found = holdOf(model, asked)
  if (!found) return no({ reason: 'unknown-hold' })
  if (found.end === 'released') return { outcome: 'done', result: null }
  if (found.end) return no({ reason: 'hold-gone' })
  return {
    outcome: 'done',
    result: null,
    apply: () => {
      endReleased(model, found)
      model.become(model.seatsWhere(isHeldBy(found.id)), { status: 'available' })
    },
  }
}

/**
 * The hold keeps its other seats. Without its last seat, it is released. Seats of others stay unchanged. The public does
 * not keep a part of a table of which it had all seats.
 */
export function releaseSeats(model: HallModel, asked: Request<'release seats'>): Verdict {
  const found = holdOf(model, asked)
  if (!found) return no({ reason: 'unknown-hold' })
  const unknown = asked.seatIds.filter((seatId) => !model.seats.has(seatId))
  if (unknown.length > 0) return no({ reason: 'unknown-seats', seatIds: unknown })
  if (found.end && found.end !== 'released') return no({ reason: 'hold-gone' })
  const left = found.seatIds.filter((seatId) => !asked.seatIds.includes(seatId))
  const isUnchanged = found.end === 'released' || left.length === found.seatIds.length
  if (isUnchanged) return { outcome: 'done', result: remaining(found) }
  const ofTable = TABLE.filter((seatId) => left.includes(seatId))
  const hadTable = TABLE.every((seatId) => found.seatIds.includes(seatId))
  if (hadTable && ofTable.length > 0 && ofTable.length < TABLE.length) {
    return no({ reason: 'splits-table', seatIds: ofTable })
  }
  return {
    outcome: 'done',
    result: {
      version: found.version + 1,
      seatIds: left,
      expiresAtMs: left.length === 0 ? Math.min(found.untilMs, model.nowMs) : found.untilMs,
    },
    apply: () => {
      const own = new Set(model.seatsWhere(isHeldBy(found.id)))
      if (left.length === 0) endReleased(model, found)
      else Object.assign(found, { version: found.version + 1, seatIds: left })
      const named = asked.seatIds.filter((seatId) => own.has(seatId))
      model.become(named, { status: 'available' })
    },
  }
}

export function remaining({ version, seatIds, untilMs, end }: ModelHold) {
  return { version, seatIds: end ? [] : seatIds, expiresAtMs: untilMs }
}

/** The deadline is the time at which the hold lost its seats. */
function endReleased({ nowMs }: HallModel, hold: ModelHold): void {
  end(hold, 'released')
  hold.untilMs = Math.min(hold.untilMs, nowMs)
}

function end(hold: ModelHold, end: NonNullable<ModelHold['end']>): void {
  Object.assign(hold, { version: hold.version + 1, end })
}

/**
 * A confirmed hold returns the same booking with its current seats, until it is cancelled. An expired hold can be
 * confirmed if all its seats are available.
 */
export function confirm(model: HallModel, asked: Request<'confirm'>, { bookingId }: Ids): Verdict {
  const bearer = asked.bearer === SELLER ? tokenOf(asked.holdId) : asked.bearer
  const found = holdOf(model, { ...asked, bearer })
  if (!found) return no({ reason: 'unknown-hold' })
  const { code, seatIds, version } = found
  if (found.end === 'released') return no({ reason: 'hold-gone' })
  const isOther = asked.version !== undefined && asked.version !== version
  if (found.end) {
    const { bookingId } = found.end
    const booking = model.bookings.find(({ id }) => id === bookingId)
    const current = booking ? currentOf(booking) : []
    if (current.length === 0) return no({ reason: 'hold-gone' })
    // The version that was confirmed is known, too.
    if (isOther && asked.version !== version - 1) return no({ reason: 'hold-changed', version })
    return { outcome: 'done', result: { bookingId, code, seatIds: current } }
  }
  if (isOther) return no({ reason: 'hold-changed', version })
  const refusals = obstacles(model, seatIds, found.id)
  if (refusals.length > 0) return no(...refusals)
  return {
    outcome: 'done',
    result: { bookingId, code, seatIds },
    apply: () => {
      end(found, { bookingId })
      // So that retries find the hold for as long as after any other confirmation.
      found.untilMs = Math.max(found.untilMs, model.nowMs)
      model.sell(seatIds, bookingId, code)
    },
  }
}

const isHeldBy =
  (holdId: string) =>
  (state: ModelState): boolean =>
    state.status === 'held' && state.holdId === holdId
