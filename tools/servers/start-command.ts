import { readFileSync } from 'node:fs'

/** The command of `npm start`. */
export interface StartCommand {
  /** The environment variables that it sets. */
  readonly env: Readonly<Record<string, string>>
  /** The Node options. */
  readonly nodeOptions: readonly string[]
  readonly program: string
}

/** Read from package.json, so that tests and benchmarks run the same command as users. */
export function startCommand(): StartCommand {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    readonly scripts: { readonly start: string }
  }
  const found = /^exec env (?<env>(\S+=\S+ )*)node (?<options>(-\S+ )*)(?<program>\S+)$/.exec(
    scripts.start,
  )
  const { env = '', options = '', program = '' } = found?.groups ?? {}
  if (!program) throw new Error(`Cannot parse the start script "${scripts.start}".`)
  return {
    env: Object.fromEntries(wordsOf(env).map((pair) => pair.split('=') as [string, string])),
    nodeOptions: wordsOf(options),
    program,
  }
}

function wordsOf(text: string): string[] {
  return text.split(' ').filter(Boolean)
}
