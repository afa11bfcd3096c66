import { type Logger, pino, stdSerializers, stdTimeFunctions } from 'pino'

export interface LoggerOptions {
  readonly level: string
  readonly output: { write(line: string): void }
  /** Takes out of a text what must not be logged. */
  readonly redact: (text: string) => string
}

/** Writes one JSON object a line. */
export function createLogger({ level, output, redact }: LoggerOptions): Logger {
  const err = (error: unknown): unknown => describeError(error, redact)
  return pino({ level, timestamp: stdTimeFunctions.isoTime, serializers: { err } }, output)
}

/**
 * Of an error only these fields are logged. Libraries attach others that may hold a secret: ioredis the command that
 * failed with its arguments, `new URL()` its input.
 */
function describeError(error: unknown, redact: (text: string) => string): unknown {
  if (!(error instanceof Error)) return error
  const { type, message, stack } = stdSerializers.err(error)
  const { code } = error as { code?: unknown }
  return { type, message: redact(message), stack: redact(stack), code }
}
