import type { Role } from '../../../domain/access-key.ts'

/** The credentials that an endpoint accepts. A request needs one of them, unless none is set. */
interface Requirement {
  /** An access key with this role, or with one that includes it. */
  readonly key?: Role
  /** The token of the hold. It is checked by the use case. */
  readonly holdToken?: true
  /** Set if requests without credentials are admitted, too. The handler decides what they may do. */
  readonly optional?: true
}

/** The kinds of access. The checks of requests and the API document follow from this table. */
const ACCESS = {
  public: {},
  /** The token of an existing hold adds seats to it. */
  buyer: { holdToken: true, optional: true },
  holder: { holdToken: true },
  'holder-or-seller': { holdToken: true, key: 'seller' },
  'holder-or-admin': { holdToken: true, key: 'admin' },
  /** A key is required unless the public may book. */
  'public-or-seller': { key: 'seller', optional: true },
  viewer: { key: 'viewer' },
  seller: { key: 'seller' },
  office: { key: 'office' },
  admin: { key: 'admin' },
} as const satisfies Record<string, Requirement>

export type Access = keyof typeof ACCESS

export function requirementOf(access: Access): Requirement {
  return ACCESS[access]
}

/**
 * Returns the role of the key that a request must have, unless it has a hold token that is accepted instead. Undefined
 * if no key is required.
 */
export function requiredRole(access: Access): Role | undefined {
  const { key, optional } = requirementOf(access)
  return optional ? undefined : key
}

/** The credentials of a request. A bearer that is not an access key may be the token of a hold. */
export interface Credentials {
  /** The name of the access key, or "public" without one. */
  readonly actor: string
  /** The role of the access key. */
  readonly role?: Role | undefined
  readonly bearer?: string | undefined
}

/** The credentials of a request without an access key. */
export const PUBLIC: Credentials = { actor: 'public' }
