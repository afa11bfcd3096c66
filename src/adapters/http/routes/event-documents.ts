import { promisify } from 'node:util'
import * as zlib from 'node:zlib'

import type { EventCatalogue } from '../../../application/queries/event-catalogue.ts'
import { RecentlyUsed } from '../../../application/queries/recently-used.ts'
import type { Event } from '../../../domain/event.ts'
import type { EventId } from '../../../domain/seat.ts'
import { etagOf } from '../endpoint/etag.ts'

const gzip = promisify(zlib.gzip)
const gunzip = promisify(zlib.gunzip)

/** How much is kept at hand: a seat in a straight row takes some 4 bytes, and one in a bent row several times that. */
const BYTES_MAX = 16 * 1_048_576

/** An event as it is sent. Packed and not, its bytes are not the same, and neither are the tags that name them. */
export interface EventDocument {
  readonly gzipped: Uint8Array
  readonly gzippedEtag: string
  readonly etag: string
}

/**
 * Keeps events that were asked for lately as they are sent. Packed they take a small part of the memory, and this is
 * what nearly everybody takes: browsers, and clients of Node. For others they are unpacked, once for all who are still
 * taking them.
 */
export class EventDocuments {
  readonly #catalogue: Pick<EventCatalogue, 'find'>
  readonly #toJson: (event: Event) => string
  readonly #documents = new RecentlyUsed<EventId, EventDocument>({
    weightOf: ({ gzipped }) => gzipped.byteLength,
    weightMax: BYTES_MAX,
  })
  readonly #making = new Map<EventId, Promise<EventDocument | undefined>>()
  readonly #unpacking = new WeakMap<EventDocument, Promise<Uint8Array>>()
  readonly #unpacked = new WeakMap<EventDocument, WeakRef<Uint8Array>>()

  constructor(catalogue: Pick<EventCatalogue, 'find'>, toJson: (event: Event) => string) {
    this.#catalogue = catalogue
    this.#toJson = toJson
  }

  /**
   * @returns undefined when there is no such event
   * @throws {StoreUnavailableError} when the store cannot be reached
   */
  async get(eventId: EventId): Promise<EventDocument | undefined> {
    const document = this.#documents.get(eventId) ?? (await this.#makeOnce(eventId))
    if (document) this.#documents.use(eventId, document)
    return document
  }

  async unpacked(document: EventDocument): Promise<Uint8Array> {
    const known = this.#unpacked.get(document)?.deref()
    if (known) return known
    const unpacking = this.#unpacking.get(document) ?? this.#unpack(document)
    this.#unpacking.set(document, unpacking)
    return unpacking
  }

  async #unpack(document: EventDocument): Promise<Uint8Array> {
    try {
      const bytes = await gunzip(document.gzipped)
      this.#unpacked.set(document, new WeakRef(bytes))
      return bytes
    } finally {
      this.#unpacking.delete(document)
    }
  }

  /** Once for all who ask at the same time. */
  #makeOnce(eventId: EventId): Promise<EventDocument | undefined> {
    let making = this.#making.get(eventId)
    if (!making) {
      making = this.#make(eventId).finally(() => this.#making.delete(eventId))
      this.#making.set(eventId, making)
    }
    return making
  }

  async #make(eventId: EventId): Promise<EventDocument | undefined> {
    const event = await this.#catalogue.find(eventId)
    if (!event) return undefined
    const json = Buffer.from(this.#toJson(event))
    const gzipped = await gzip(json)
    return { gzipped, gzippedEtag: etagOf(gzipped), etag: etagOf(json) }
  }
}
