import { createHash } from 'node:crypto'

/** Returns the SHA-256 digest of some content, in base64url. */
export function digestOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('base64url')
}
