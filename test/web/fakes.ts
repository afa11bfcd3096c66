import { HoldfastError, type ProblemCode, type SeatConflict } from '../../client/src/index.ts'

/** An error as the client makes it of what the service answers. */
export function problem<Code extends ProblemCode>(
  status: number,
  code: Code,
  {
    conflicts,
    retryAfter,
  }: { readonly conflicts?: readonly SeatConflict[]; readonly retryAfter?: string } = {},
): HoldfastError<Code> {
  const headers = new Headers(retryAfter === undefined ? {} : { 'Retry-After': retryAfter })
  return new HoldfastError<Code>({ status, headers, body: { code, conflicts } })
}

/** A storage like that of a tab. */
export function memoryStorage() {
  const items = new Map<string, string>()
  return {
    getItem: (name: string) => items.get(name) ?? null,
    setItem: (name: string, text: string): void => void items.set(name, text),
    removeItem: (name: string): void => void items.delete(name),
    names: () => [...items.keys()],
  }
}
