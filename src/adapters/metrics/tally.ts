/**
 * Counts by labels, in a tree with one level per label. Faster than prom-client, which builds a string key each time.
 */
export class Tally {
  readonly #parts = new Map<string, Tally>()
  #count = 0

  of(label: string): Tally {
    let part = this.#parts.get(label)
    if (!part) this.#parts.set(label, (part = new Tally()))
    return part
  }

  add(): void {
    this.#count++
  }

  /** The count of each combination of labels that has occurred. */
  *counts(labels: readonly string[] = []): Generator<[labels: readonly string[], count: number]> {
    if (this.#count > 0) yield [labels, this.#count]
    for (const [label, part] of this.#parts) yield* part.counts([...labels, label])
  }
}
