import { readFileSync } from 'node:fs'

/** What `npm start` runs. */
export interface StartCommand {
  /** The variables that it sets. */
  readonly env: Readonly<Record<string, string>>
  /** What Node is told before the program. */
  readonly nodeOptions: readonly string[]
  readonly program: string
}

/** Read from package.json, so that what is tested and measured is what people run. */
export function startCommand(): StartCommand {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    readonly scripts: { readonly start: string }
  }
  const found = /^exec env (?<env>(\S+=\S+ )*)node (?<options>(-\S+ )*)(?<program>\S+)$/.exec(
    scripts.start,
  )
  const { env = '', options = '', program = '' } = found?.groups ?? {}
  if (!program) throw new Error(`It is not known how to run "${scripts.start}".`)
  return {
    env: Object.fromEntries(wordsOf(env).map((pair) => pair.split('=') as [string, string])),
    nodeOptions: wordsOf(options),
    program,
  }
}

function wordsOf(text: string): string[] {
  return text.split(' ').filter(Boolean)
}
