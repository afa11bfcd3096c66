import type { Database } from './database.ts'
import type { ClaimedEventRow, DeliveryRow, ProgressRow, WebhookRow } from './webhook-rows.ts'

type DueRow = readonly [eventNo: number, ...ClaimedEventRow]

/** Reads and writes webhooks, how far they have got, and the log of their deliveries. */
export class WebhookTables {
  readonly #database: Database
  readonly #statements: ReturnType<typeof prepare>

  constructor(database: Database) {
    this.#database = database
    this.#statements = prepare(database)
  }

  /** @returns false if there are `countMax` webhooks already */
  add(webhook: WebhookRow, countMax: number): boolean {
    return this.#database.transaction(() => {
      const [count = 0] = this.#statements.count.get() ?? []
      if (count >= countMax) return false
      this.#statements.add(...webhook)
      this.#statements.addCursors(webhook[0])
      return true
    })
  }

  find(webhookId: string): WebhookRow | undefined {
    return this.#statements.find.get(webhookId)
  }

  list(): WebhookRow[] {
    return this.#statements.list.all()
  }

  /** @returns false if there is no such webhook */
  remove(webhookId: string): boolean {
    return this.#statements.remove(webhookId) === 1
  }

  /** @returns false if there is no such webhook */
  rotateSecret(webhookId: string, secret: string, previousUntilMs: number): boolean {
    return this.#database.transaction(
      () => this.#statements.rotateSecret(webhookId, secret, previousUntilMs) === 1,
    )
  }

  disable(webhookId: string, atMs: number): void {
    this.#database.transaction(() => this.#statements.disable(webhookId, atMs))
  }

  /** @param eventIds only these events; all if null */
  claim(
    [webhookId, claimId]: readonly [webhookId: string, claimId: string],
    eventIds: readonly string[] | null,
    [nowMs, claimedUntilMs]: readonly [nowMs: number, claimedUntilMs: number],
    countMax: number,
  ): ClaimedEventRow[] {
    const wanted = eventIds && JSON.stringify(eventIds)
    return this.#database.transaction(() =>
      this.#statements.findDue
        .all(webhookId, wanted, nowMs, countMax)
        .map(([eventNo, ...claimed]) => {
          this.#statements.claim(webhookId, eventNo, claimed[1], claimId, claimedUntilMs)
          return claimed
        }),
    )
  }

  /** @returns the revision of the event; undefined if the claim was lost */
  saveProgress(
    claim: readonly [webhookId: string, eventId: string, claimId: string],
    progress: ProgressRow,
    delivery: DeliveryRow | null,
  ): number | undefined {
    return this.#database.transaction(() => {
      if (this.#statements.saveProgress(...claim, ...progress) !== 1) return undefined
      if (delivery) this.#statements.addDelivery(...delivery)
      return this.#statements.findRevision.get(claim[1])?.[0]
    })
  }

  addDelivery(delivery: DeliveryRow): void {
    this.#database.transaction(() => this.#statements.addDelivery(...delivery))
  }

  findDelivery(webhookId: string, deliveryId: string): DeliveryRow | undefined {
    return this.#statements.findDelivery.get(webhookId, deliveryId)
  }

  /** @param after the time and the id of the last delivery of the previous page */
  listDeliveries(
    webhookId: string,
    [atMs, deliveryId]: readonly [atMs: number, deliveryId: string],
    limit: number,
  ): DeliveryRow[] {
    return this.#statements.listDeliveries.all(webhookId, atMs, deliveryId, limit)
  }

  deleteDeliveries(beforeMs: number, countMax: number): number {
    return this.#database.transaction(() => this.#statements.deleteDeliveries(beforeMs, countMax))
  }

  /** @returns the number of deleted deliveries of a webhook */
  deleteLog(webhookId: string, countMax: number): number {
    return this.#database.transaction(() => this.#statements.deleteLog(webhookId, countMax))
  }

  oldestPendingChange(): number | undefined {
    return this.#statements.oldestPendingChange.get()?.[0] ?? undefined
  }
}

const WEBHOOK = `
  webhook_id, name, url, types, secret, previous_secret, previous_secret_until, created_at, disabled_at`

const DELIVERY = `
  webhook_id, delivery_id, event_id, revision, type, attempt, at, outcome, status, error`

/** How far each webhook has got in each event with changes. */
const REACHED = `
  webhooks join revisions left join webhook_cursors using (webhook_id, event_no)`

function prepare(database: Database) {
  return {
    ...prepareWebhooks(database),
    ...prepareCursors(database),
    ...prepareDeliveries(database),
  }
}

function prepareWebhooks(database: Database) {
  return {
    count: database.query<readonly [count: number]>('select count(*) from webhooks'),

    add: database.command(`insert into webhooks (${WEBHOOK}) values (?, ?, ?, ?, ?, ?, ?, ?, ?)`),

    addCursors: database.command(`
      insert into webhook_cursors (webhook_id, event_no, revision)
      select ?, event_no, revision from revisions`),

    find: database.query<WebhookRow>(`select ${WEBHOOK} from webhooks where webhook_id = ?`),

    list: database.query<WebhookRow>(`
      select ${WEBHOOK} from webhooks order by created_at, webhook_id`),

    /** Deletes its cursors and deliveries as well. */
    remove: database.command('delete from webhooks where webhook_id = ?'),

    rotateSecret: database.command(`
      update webhooks set previous_secret = secret, previous_secret_until = ?3, secret = ?2
      where webhook_id = ?1`),

    disable: database.command(`
      update webhooks set disabled_at = coalesce(disabled_at, ?2) where webhook_id = ?1`),
  }
}

function prepareCursors(database: Database) {
  return {
    findDue: database.query<DueRow>(`
      select event_no, event_id, coalesce(webhook_cursors.revision, 0), coalesce(attempts, 0), revisions.revision
      from ${REACHED} join events using (event_no)
      where webhook_id = ?1 and disabled_at is null
        and (?2 is null or event_id in (select value from json_each(?2)))
        and revisions.revision > coalesce(webhook_cursors.revision, 0)
        and (coalesce(attempts, 0) = 0 or coalesce(next_attempt_at, 0) <= ?3)
        and coalesce(claimed_until, 0) <= ?3
      order by coalesce(next_attempt_at, 0)
      limit ?4`),

    claim: database.command(`
      insert into webhook_cursors (webhook_id, event_no, revision, claim_id, claimed_until)
      values (?, ?, ?, ?, ?)
      on conflict do update set claim_id = excluded.claim_id, claimed_until = excluded.claimed_until`),

    saveProgress: database.command(`
      update webhook_cursors
      set revision = ?4, attempts = ?5, next_attempt_at = ?6, claimed_until = ?7,
        claim_id = case when ?7 is null then null else claim_id end
      where webhook_id = ?1 and event_no = (select event_no from events where event_id = ?2) and claim_id = ?3`),

    findRevision: database.query<readonly [revision: number]>(`
      select revision from events join revisions using (event_no) where event_id = ?`),

    oldestPendingChange: database.query<readonly [at: number | null]>(`
      select min((
        select at from history
        where history.event_no = revisions.event_no and history.revision > coalesce(webhook_cursors.revision, 0)
        order by history.revision, ordinal limit 1
      ))
      from ${REACHED}
      where disabled_at is null and revisions.revision > coalesce(webhook_cursors.revision, 0)`),
  }
}

function prepareDeliveries(database: Database) {
  return {
    /** Adds nothing if the webhook or the event was deleted. */
    addDelivery: database.command(`
      insert into webhook_deliveries (
        webhook_id, delivery_id, event_no, revision, type, attempt, at, outcome, status, error
      )
      select webhook_id, ?2, event_no, ?4, ?5, ?6, ?7, ?8, ?9, ?10
      from webhooks join events where webhook_id = ?1 and event_id = ?3 and is_open`),

    findDelivery: database.query<DeliveryRow>(`
      select ${DELIVERY} from webhook_deliveries join events using (event_no)
      where webhook_id = ? and delivery_id = ?`),

    listDeliveries: database.query<DeliveryRow>(`
      select ${DELIVERY} from webhook_deliveries join events using (event_no)
      where webhook_id = ? and (at, delivery_id) < (?, ?)
      order by at desc, delivery_id desc
      limit ?`),

    deleteDeliveries: database.command(`
      delete from webhook_deliveries where (webhook_id, delivery_id) in (
        select webhook_id, delivery_id from webhook_deliveries where at < ? order by at limit ?
      )`),

    deleteLog: database.command(`
      delete from webhook_deliveries where (webhook_id, delivery_id) in (
        select webhook_id, delivery_id from webhook_deliveries
        where webhook_id = ? order by delivery_id limit ?
      )`),
  }
}
