import { promisify } from 'node:util'
import * as zlib from 'node:zlib'

import { LRUCache } from 'lru-cache'

import type { EventRepositoryPort } from '../../../application/ports/event-repository.port.ts'
import type { EventSummaryPort } from '../../../application/ports/event-summary.port.ts'
import type { Event } from '../../../domain/event.ts'
import type { EventId } from '../../../domain/seat.ts'
import { digestOf } from '../endpoint/digest.ts'
import { eventEtagWith, eventTagOf } from './event-tag.ts'

const gzip = promisify(zlib.gzip)
const gunzip = promisify(zlib.gunzip)

/** The size of the cache. A seat takes about 4 bytes in a straight row, several times as much in a curved one. */
const BYTES_MAX = 16 * 1_048_576

/** A serialized event. The gzipped and the plain representation have different ETags. */
export interface EventDocument {
  /** See `eventTagOf`. */
  readonly eventTag: string
  readonly gzipped: Uint8Array
  readonly gzippedEtag: string
  readonly etag: string
}

/**
 * Caches recently requested events as gzipped JSON. Gzip saves memory, and nearly all clients accept it. For other
 * clients a document is decompressed once and shared while it is in use.
 */
export class EventDocuments {
  readonly #catalogue: Pick<EventRepositoryPort, 'findEvent'>
  readonly #summaries: EventSummaryPort
  readonly #toJson: (event: Event) => string
  /** The document used last is kept however large it is. */
  readonly #documents = new LRUCache<EventId, EventDocument>({
    maxSize: BYTES_MAX,
    sizeCalculation: ({ gzipped }) => Math.min(gzipped.byteLength, BYTES_MAX),
  })
  /** By the tag of the event. */
  readonly #making = new Map<string, Promise<EventDocument | undefined>>()
  readonly #unpacking = new WeakMap<EventDocument, Promise<Uint8Array>>()
  readonly #unpacked = new WeakMap<EventDocument, WeakRef<Uint8Array>>()

  constructor(
    catalogue: Pick<EventRepositoryPort, 'findEvent'>,
    summaries: EventSummaryPort,
    toJson: (event: Event) => string,
  ) {
    this.#catalogue = catalogue
    this.#summaries = summaries
    this.#toJson = toJson
  }

  /**
   * @returns undefined if the event does not exist
   * @throws {StoreUnavailableError}
   */
  async get(eventId: EventId): Promise<EventDocument | undefined> {
    const summary = await this.#summaries.findSummary(eventId)
    if (!summary) return undefined
    const [tag, known] = [eventTagOf(summary), this.#documents.get(eventId)]
    return known?.eventTag === tag ? known : this.#makeOnce(eventId, tag)
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

  /** Concurrent requests share one document. */
  #makeOnce(eventId: EventId, tag: string): Promise<EventDocument | undefined> {
    let making = this.#making.get(tag)
    if (!making) {
      making = this.#make(eventId).finally(() => this.#making.delete(tag))
      this.#making.set(tag, making)
    }
    return making
  }

  async #make(eventId: EventId): Promise<EventDocument | undefined> {
    const event = await this.#catalogue.findEvent(eventId)
    if (!event) return undefined
    const json = Buffer.from(this.#toJson(event))
    const gzipped = await gzip(json)
    const eventTag = eventTagOf(event)
    const etagOf = (bytes: Uint8Array): string => eventEtagWith(eventTag, digestOf(bytes))
    const document = { eventTag, gzipped, gzippedEtag: etagOf(gzipped), etag: etagOf(json) }
    this.#documents.set(eventId, document)
    return document
  }
}
