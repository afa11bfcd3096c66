import { z } from 'zod'

import { keyDigest } from '../adapters/http/endpoint/access-keys.ts'

export function wholeNumber({ min, max, unit }: { min: number; max: number; unit?: string }) {
  const error = `must be a whole number from ${min} to ${max}${unit ? ` (${unit})` : ''}`
  return z
    .string()
    .regex(/^\d+$/, { error })
    .transform(Number)
    .pipe(z.number().min(min, { error }).max(max, { error }))
}

export function oneOf<const T extends readonly string[]>(values: T) {
  return z.enum(values, { error: `must be one of ${values.join(', ')}` })
}

export function trueOrFalse() {
  return oneOf(['true', 'false']).transform((value) => value === 'true')
}

export function key() {
  const error = 'must be 16 to 512 visible ASCII characters'
  return z
    .string()
    .regex(/^[\x21-\x7E]{16,512}$/, { error })
    .transform(keyDigest)
}

/** A secret of at least 256 bits, as HMAC with SHA-256 needs (RFC 7518, section 3.2). */
export function hmacKey() {
  const error = 'must be 32 to 512 visible ASCII characters'
  return z
    .string()
    .regex(/^[\x21-\x7E]{32,512}$/, { error })
    .transform((value) => new TextEncoder().encode(value))
}

export function postgresUrl() {
  return z.string().refine((value) => /^postgres(ql)?:\/\//.test(value) && URL.canParse(value), {
    error: 'must be a URL like postgres://user:password@host:5432/database',
  })
}

const CHECKOUT_URL_RULE =
  'must be a URL like https://shop.example/checkout?hold={holdId}&event={eventId}; http only for localhost'

/**
 * Checks the URL template of a checkout. The values of its placeholders must not be able to change the site.
 * @throws {Error} with a description of the allowed values
 */
export function checkCheckoutUrl(template: string): void {
  const [one, two] = ['1', '2'].map((value) => {
    const url = template.replaceAll(/\{(?:holdId|eventId)\}/g, value)
    return URL.canParse(url) && !/[{}]/.test(url) ? new URL(url) : undefined
  })
  const isSecure = one?.protocol === 'https:' || (one?.protocol === 'http:' && isLocal(one))
  if (!isSecure || one.origin !== two?.origin || one.username || one.password) {
    throw new Error(CHECKOUT_URL_RULE)
  }
}

function isLocal({ hostname }: URL): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}

/** A value that `read` parses. It throws an error with the allowed values. */
export function parsed<T>(read: (value: string) => T) {
  return z.string().transform((value, context) => {
    try {
      return read(value)
    } catch (error) {
      context.addIssue((error as Error).message)
      return z.NEVER
    }
  })
}

/** A text that `read` accepts, for an adapter that parses it itself. */
export function checked(read: (value: string) => unknown) {
  return z.string().pipe(parsed((value) => (read(value), value)))
}
