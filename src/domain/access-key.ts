/** The roles of access keys. */
export const ROLES = ['viewer', 'seller', 'office', 'admin'] as const

export type Role = (typeof ROLES)[number]

/**
 * The roles whose operations a key may use:
 * - `viewer`: reads what is not public, such as the history and bookings
 * - `seller`: also books, confirms holds and cancels bookings
 * - `office`: also takes seats off sale and puts them back, and changes events
 * - `admin`: everything, including creating and deleting events, replacing plans, keys and webhooks
 */
const INCLUDED_ROLES: Readonly<Record<Role, readonly Role[]>> = {
  viewer: ['viewer'],
  seller: ['viewer', 'seller'],
  office: ['viewer', 'seller', 'office'],
  admin: ['viewer', 'seller', 'office', 'admin'],
}

/** Whether a key of this role may use the operations of another role. */
export function includesRole(role: Role, required: Role): boolean {
  return INCLUDED_ROLES[role].includes(required)
}

/** A key that a request can carry. Its name is recorded in the history. */
export interface NamedKey {
  readonly name: string
  readonly role: Role
}

/** A key in the store, which does not contain the key itself. */
export interface AccessKey extends NamedKey {
  readonly createdAt: Date
  /** The SHA-256 digest of the key. */
  readonly digest: string
}

/** The names of the keys from the environment, and the actors of the history that have no key. */
export const RESERVED_KEY_NAMES: readonly string[] = ['admin', 'seller', 'public', 'system']

export function isReservedKeyName(name: string): boolean {
  return RESERVED_KEY_NAMES.includes(name)
}
