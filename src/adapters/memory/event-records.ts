import type { EventId } from '../../domain/seat.ts'

/** Records of events by key, oldest first. Those of a deleted event stay until they are purged, but are not found. */
export class EventRecords<Value extends { readonly eventId: EventId }> {
  readonly #records = new Map<string, Value>()
  readonly #isOpen: (eventId: EventId) => boolean

  /** @param isOpen whether the event exists */
  constructor(isOpen: (eventId: EventId) => boolean) {
    this.#isOpen = isOpen
  }

  find(key: string): Value | undefined {
    const stored = this.#records.get(key)
    return stored && this.#isOpen(stored.eventId) ? stored : undefined
  }

  /** The same, also of a deleted event. */
  findStored(key: string): Value | undefined {
    return this.#records.get(key)
  }

  all(): IteratorObject<Value> {
    return this.stored().filter(({ eventId }) => this.#isOpen(eventId))
  }

  /** The same, also of deleted events. */
  stored(): IteratorObject<Value> {
    return this.#records.values()
  }

  set(key: string, value: Value): void {
    this.#records.set(key, value)
  }

  /**
   * Deletes records that meet the condition, also of deleted events.
   * @returns those that were deleted
   */
  delete(isWanted: (value: Value) => boolean, countMax: number): Value[] {
    const wanted = this.#records
      .entries()
      .filter(([, value]) => isWanted(value))
      .take(countMax)
      .toArray()
    for (const [key] of wanted) this.#records.delete(key)
    return wanted.map(([, value]) => value)
  }
}
