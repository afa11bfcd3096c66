import { promisify } from 'node:util'
import * as zlib from 'node:zlib'

import { LRUCache } from 'lru-cache'

import type { EventRepositoryPort } from '../../../application/ports/event-repository.port.ts'
import type { Event } from '../../../domain/event.ts'
import type { EventId } from '../../../domain/seat.ts'
import { etagOf } from '../endpoint/etag.ts'

const gzip = promisify(zlib.gzip)
const gunzip = promisify(zlib.gunzip)

/** The size of the cache: a seat in a straight row takes some 4 bytes, and one in a bent row several times that. */
const BYTES_MAX = 16 * 1_048_576

/** An event as it is sent. Its bytes with and without gzip differ, and so do the tags that name them. */
export interface EventDocument {
  readonly gzipped: Uint8Array
  readonly gzippedEtag: string
  readonly etag: string
}

/**
 * Caches the events used last as they are sent: with gzip, which takes little memory, and which browsers and Node
 * clients accept. For other clients they are unpacked, once for all that receive them at the same time.
 */
export class EventDocuments {
  readonly #catalogue: Pick<EventRepositoryPort, 'findEvent'>
  readonly #toJson: (event: Event) => string
  /** The document used last is kept however large it is. */
  readonly #documents = new LRUCache<EventId, EventDocument>({
    maxSize: BYTES_MAX,
    sizeCalculation: ({ gzipped }) => Math.min(gzipped.byteLength, BYTES_MAX),
  })
  readonly #making = new Map<EventId, Promise<EventDocument | undefined>>()
  readonly #unpacking = new WeakMap<EventDocument, Promise<Uint8Array>>()
  readonly #unpacked = new WeakMap<EventDocument, WeakRef<Uint8Array>>()

  constructor(catalogue: Pick<EventRepositoryPort, 'findEvent'>, toJson: (event: Event) => string) {
    this.#catalogue = catalogue
    this.#toJson = toJson
  }

  /**
   * @returns undefined when there is no such event
   * @throws {StoreUnavailableError} when the store cannot be reached
   */
  async get(eventId: EventId): Promise<EventDocument | undefined> {
    return this.#documents.get(eventId) ?? (await this.#makeOnce(eventId))
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

  /** Once for all calls at the same time. */
  #makeOnce(eventId: EventId): Promise<EventDocument | undefined> {
    let making = this.#making.get(eventId)
    if (!making) {
      making = this.#make(eventId).finally(() => this.#making.delete(eventId))
      this.#making.set(eventId, making)
    }
    return making
  }

  async #make(eventId: EventId): Promise<EventDocument | undefined> {
    const event = await this.#catalogue.findEvent(eventId)
    if (!event) return undefined
    const json = Buffer.from(this.#toJson(event))
    const gzipped = await gzip(json)
    const document = { gzipped, gzippedEtag: etagOf(gzipped), etag: etagOf(json) }
    this.#documents.set(eventId, document)
    return document
  }
}
