import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'

/** The page with the latest measurements. */
const PAGE = 'docs/performance.md'

export interface Machine {
  readonly node: string
  readonly platform: string
  readonly cpu: string | undefined
  readonly cores: number
}

export function thisMachine(): Machine {
  return {
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    cpu: cpus()[0]?.model,
    cores: availableParallelism(),
  }
}

/** The command that repeats this run. */
function commandOf(script: string): string {
  const args = process.argv.slice(2)
  return `npm run ${script}${args.length === 0 ? '' : ` -- ${args.join(' ')}`}`
}

/** Replaces a section of the performance page with new measurements, and says how they were made. */
export function writeToDocs(section: string, script: string, body: string): void {
  const { node, cores, platform } = thisMachine()
  const today = new Date().toISOString().slice(0, 10)
  const stamp = `\`${commandOf(script)}\`, ${today}, Node ${node}, ${cores} cores, ${platform}:`
  writeFileSync(PAGE, replaceSection(readFileSync(PAGE, 'utf8'), section, `${stamp}\n\n${body}`))
}

/** @throws when the page has no such section */
export function replaceSection(page: string, section: string, body: string): string {
  const [begin, end] = [`<!-- measured: ${section} -->`, `<!-- end: ${section} -->`]
  const from = page.indexOf(begin)
  const to = page.indexOf(end, from)
  if (from < 0 || to < 0) throw new Error(`The page has no section ${section}.`)
  return `${page.slice(0, from + begin.length)}\n${body.trim()}\n${page.slice(to)}`
}
