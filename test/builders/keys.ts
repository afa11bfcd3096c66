/** Keys for a service that a test starts. */
export const ADMIN = 'the-key-of-the-administrator'
export const SELLER = 'the-key-of-the-box-office'
export const KEYS = { admin: ADMIN, seller: SELLER }
