// Looked up once, because Jest makes globals slow.
const { imul } = Math

/** What happened in a schedule, in order, and a hash of it. */
export class Trace {
  /** Undefined if only the hash is wanted. */
  readonly lines: string[] | undefined
  #low = 0x811c9dc5
  #high = 0x9747b28c

  constructor({ keepsLines }: { readonly keepsLines: boolean }) {
    this.lines = keepsLines ? [] : undefined
  }

  /** 53 bits, so that different schedules practically never have the same hash. */
  get hash(): number {
    return (this.#low >>> 0) * 2 ** 21 + (this.#high >>> 11)
  }

  add(nowMs: number, actor: string, what: string, detail: string | number = ''): void {
    this.#mix(nowMs)
    this.#mixText(actor)
    this.#mixText(what)
    this.#mixText(String(detail))
    this.lines?.push(
      `${nowMs.toFixed().padStart(9)} ms  ${actor.padEnd(12)} ${what} ${detail}`.trimEnd(),
    )
  }

  #mixText(text: string): void {
    for (let index = 0; index < text.length; index++) this.#mix(text.charCodeAt(index))
    this.#mix(text.length)
  }

  /** FNV-1a, with two different primes. */
  #mix(code: number): void {
    this.#low = imul(this.#low ^ code, 0x01000193)
    this.#high = imul(this.#high ^ code, 0x85ebca6b) ^ (this.#high >>> 13)
  }
}
