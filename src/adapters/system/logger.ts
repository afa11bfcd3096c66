import { type Logger, pino, stdSerializers, stdTimeFunctions } from 'pino'

export interface LoggerOptions {
  readonly level: string
  readonly output: { write(line: string): void }
  /** Removes secrets from a text. */
  readonly redact: (text: string) => string
}

/** Creates a logger that writes one JSON object per line. */
export function createLogger({ level, output, redact }: LoggerOptions): Logger {
  const err = (error: unknown): unknown => describeError(error, redact)
  return pino({ level, timestamp: stdTimeFunctions.isoTime, serializers: { err } }, output)
}

/**
 * Logs only these fields of an error. Libraries attach others that may contain secrets: ioredis the failed command with
 * its arguments, and `new URL()` its input.
 */
function describeError(error: unknown, redact: (text: string) => string): unknown {
  if (!(error instanceof Error)) return error
  const { type, message, stack } = stdSerializers.err(error)
  const { code } = error as { code?: unknown }
  return { type, message: redact(message), stack: redact(stack), code }
}
