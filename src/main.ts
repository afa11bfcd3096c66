import { flushCompileCache } from 'node:module'

import { ListenError } from './adapters/http/server/listen-error.ts'
import { SchemaError } from './adapters/postgres/schema-error.ts'
import { StoreClaimedError } from './adapters/redis/store-claimed-error.ts'
import { DataFolderError } from './adapters/sqlite/data-folder-error.ts'
import { redactPasswords } from './adapters/system/redact-passwords.ts'
import { StoreUnavailableError } from './application/ports/store-unavailable-error.ts'
import { ConfigError, readConfig } from './config.ts'
import { buildContainer } from './container.ts'
import { portsOf } from './wiring/http.ts'
import { LIFECYCLE, type Lifecycle, LOGGER } from './wiring/tokens.ts'

/** Errors that the operator can correct. Any other error is a bug and is printed with its stack. */
const REASONS_NOT_TO_START = [
  ConfigError,
  DataFolderError,
  ListenError,
  SchemaError,
  StoreClaimedError,
  StoreUnavailableError,
]

/** On Ctrl-C, the process gets a signal from the terminal and one from `npm`. Within this time, they count as one. */
const SAME_SIGNAL_MS = 300

/** How long the process waits at its end for a reader of the log or of standard error. */
const FLUSH_MS_MAX = 1_000

async function main(): Promise<void> {
  // Registered first, so that a signal during the start also stops the service gracefully.
  const signalled = nextSignal()
  const stopping = new AbortController()
  void signalled.then(() => {
    stopping.abort()
  })
  const services = await buildContainer(readConfig(process.env))
  const logger = services.resolve(LOGGER)
  process.on('uncaughtException', (err) => {
    logger.fatal({ err }, 'Uncaught error: exiting')
    process.exit(1)
  })
  const started: Lifecycle[] = []
  try {
    for (const part of services.resolveAll(LIFECYCLE)) {
      await part.start(stopping.signal)
      started.push(part)
      stopping.signal.throwIfAborted()
    }
    // Saves the compile cache now, so that it is also kept when this process is killed.
    flushCompileCache()
    logger.info(portsOf(services), 'listening')

    const signal = await signalled
    logger.info({ signal }, 'stopping')
  } catch (error) {
    if (!stopping.signal.aborted || error !== stopping.signal.reason) throw error
    logger.info({ signal: await signalled }, 'stopping before the service has started')
  } finally {
    for (const part of started.toReversed()) {
      // A failure to stop one part must not prevent the others from being stopped.
      await part.stop().catch((err: unknown) => {
        logger.error({ err }, 'Failed to stop a part of the service')
      })
    }
  }
  logger.info('stopped')
}

/** Resolves with the first SIGTERM or SIGINT. A later one ends the process at once. */
function nextSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let firstMs: number | undefined
    const onSignal = (signal: NodeJS.Signals): void => {
      if (firstMs === undefined) {
        firstMs = performance.now()
        resolve(signal)
      } else if (performance.now() - firstMs > SAME_SIGNAL_MS) {
        process.exit(1)
      }
    }
    process.on('SIGTERM', onSignal)
    process.on('SIGINT', onSignal)
  })
}

// Without a listener, a write to a pipe without a reader or to a full disk would end the process.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)

try {
  await main()
} catch (error) {
  const isForOperator = REASONS_NOT_TO_START.some((type) => error instanceof type)
  const { message, stack } = error as Error
  const redact = redactPasswords(Object.values(process.env))
  const text = redact(isForOperator ? message : (stack ?? message))
  process.stderr.write(`Holdfast cannot start. ${text}\n`)
  process.exitCode = 1
}
setTimeout(() => process.exit(), FLUSH_MS_MAX).unref()
