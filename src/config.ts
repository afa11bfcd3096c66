import type { z } from 'zod'

import { faultsIn, withDefaults } from './config/checks.ts'
import { settings } from './config/settings.ts'

export { settings }

const configuration = settings.transform((given, context) => {
  for (const { name, value, allowed } of faultsIn(given)) {
    context.addIssue({ code: 'custom', path: [name], message: allowed, params: { value } })
  }
  return withDefaults(given)
})

export type Config = z.output<typeof configuration>

/** One or more settings are invalid. The message has a line for each: its name, its value and what is allowed. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Reads the settings from environment variables. An empty variable counts as not set.
 * @throws {ConfigError} with all invalid settings
 */
export function readConfig(env: Environment): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const result = configuration.safeParse(given)
  if (!result.success) throw new ConfigError(result.error.issues.map(describe(given)).join('\n'))
  return result.data
}

function describe(given: Environment): (issue: z.core.$ZodIssue) => string {
  return (issue) => {
    const name = issue.path.join('.')
    const value: unknown = issue.code === 'custom' ? issue.params?.['value'] : undefined
    const text = given[name] ?? (typeof value === 'number' ? String(value) : '')
    return `${name}=${printable(name, text)}: ${issue.message}`
  }
}

/** A malformed URL or key can have a secret in any part, so nothing of it is printed. */
function printable(name: string, value: string): string {
  return /_(URL|KEY|SECRET|TOKEN|PASSWORD)$/.test(name) || mayHoldSecret(value) ? '***' : value
}

/** Recognises a connection string in the wrong setting, as a URL or as `host=db password=secret`. */
function mayHoldSecret(value: string): boolean {
  return /[@?]|passw|pwd|secret/i.test(value)
}
