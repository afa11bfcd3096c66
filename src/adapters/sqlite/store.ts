import { ClientSeats } from './client-seats.ts'
import { unusable } from './data-folder-error.ts'
import { Database } from './database.ts'
import { DeletedEvents } from './deleted-events.ts'
import { EventTables } from './event-tables.ts'
import { Housekeeping } from './housekeeping.ts'
import { KeyTable } from './key-table.ts'
import { SaveChanges } from './save-changes.ts'
import { SeatTables } from './seat-tables.ts'
import { WebhookTables } from './webhook-tables.ts'

export interface StoreIdentity {
  /** Copies of the store have the same id. */
  readonly id: string
  /** Stored in the database only. */
  readonly secret: string
}

/** An open database with its operations. */
export class Store {
  readonly identity: StoreIdentity
  readonly seats: SeatTables
  readonly clientSeats: ClientSeats
  readonly changes: SaveChanges
  readonly events: EventTables
  readonly deletedEvents: DeletedEvents
  readonly keys: KeyTable
  readonly housekeeping: Housekeeping
  readonly webhooks: WebhookTables
  readonly #database: Database

  private constructor(database: Database) {
    this.#database = database
    this.identity = readIdentity(database)
    this.seats = new SeatTables(database)
    this.clientSeats = new ClientSeats(database)
    this.changes = new SaveChanges(database)
    this.events = new EventTables(database)
    this.deletedEvents = new DeletedEvents(database, this.seats)
    this.keys = new KeyTable(database)
    this.housekeeping = new Housekeeping(database)
    this.webhooks = new WebhookTables(database)
  }

  /** @throws {DataFolderError} when the folder cannot be used */
  static open(path: string): Store {
    const database = Database.open(path)
    try {
      return new Store(database)
    } catch (error) {
      database.close()
      throw unusable(path, error)
    }
  }

  close(): void {
    this.#database.close()
  }
}

function readIdentity(database: Database): StoreIdentity {
  const row = database.query<readonly [string, string]>('select id, secret from store').get()
  if (!row) throw new Error('The table "store" is empty')
  const [id, secret] = row
  return { id, secret }
}
