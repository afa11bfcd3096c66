import type { Role } from '../../../domain/access-key.ts'

/**
 * The credentials that an endpoint requires. Hold tokens are checked by the use case.
 * - `public`: none
 * - `buyer`: none, or the token of an existing hold
 * - `holder`: the token of the hold
 * - `holder-or-seller`: the token of the hold, or an access key with the role `seller` or one that includes it
 * - a role: an access key with this role or one that includes it
 */
export type Access = 'public' | 'buyer' | 'holder' | 'holder-or-seller' | Role

/** The credentials of a request. A bearer that is not an access key may be the token of a hold. */
export interface Credentials {
  /** The name of the access key, or "public" without one. */
  readonly actor: string
  /** The role of the access key. */
  readonly role?: Role | undefined
  readonly bearer?: string | undefined
}
