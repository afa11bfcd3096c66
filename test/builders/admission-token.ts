import { SignJWT } from 'jose'

export const ADMISSION_KEY = 'the-secret-that-the-shop-signs-with'

export interface TokenContent {
  readonly sub?: string
  readonly aud?: string | string[]
  /** In seconds since 1970. */
  readonly exp?: number
  readonly nbf?: number
}

/** Signs an admission token, as a shop does. */
export function admissionToken(
  content: TokenContent,
  { key = ADMISSION_KEY, alg = 'HS256' }: { key?: string; alg?: string } = {},
): Promise<string> {
  return new SignJWT({ ...content }).setProtectedHeader({ alg }).sign(new TextEncoder().encode(key))
}
