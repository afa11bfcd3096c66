import type { Store, StoreIdentity } from './store.ts'

type Parts = Omit<Store, 'identity' | 'close'>
export type PartName = keyof Parts
export type MethodName<Part extends PartName> = keyof Parts[Part] & string
type Method<Part extends PartName, Name extends MethodName<Part>> = Parts[Part][Name] extends (
  ...args: infer Args
) => infer Result
  ? { readonly args: Args; readonly result: Result }
  : never

export type ArgsOf<Part extends PartName, Name extends MethodName<Part>> = Method<
  Part,
  Name
>['args']
export type ResultOf<Part extends PartName, Name extends MethodName<Part>> = Method<
  Part,
  Name
>['result']

/** A call of a method of the store, as it is sent to its thread. */
export type StoreCall = readonly [part: PartName, method: string, ...args: unknown[]]

/** A request to the thread: to open the store, to run calls, or to close it. Replies have the same order. */
export type StoreRequest = 'open' | 'close' | readonly StoreCall[]

/** `unavailable`: the store is unavailable. `mistake`: the call failed for another reason. */
export type StoreOutcome =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'unavailable' | 'mistake'; readonly error: Error }

/** One outcome per call. Opening or closing the store counts as one call. */
export type StoreReply = readonly StoreOutcome[]

export interface StoreThreadData {
  readonly path: string
  /** The store that must be in the folder. Without it, any store is opened, or a new one is created. */
  readonly identity?: StoreIdentity | undefined
}
