import { readFileSync } from 'node:fs'

import type { schema } from '@stryker-mutator/api/core'

import { TypeChecker } from './type-checker.ts'

/** The states of mutants that no test noticed. */
const UNDETECTED: readonly schema.MutantStatus[] = ['Survived', 'NoCoverage']
/** A runtime error is a test file that does not load, or a test process that ends. */
const DETECTED: readonly schema.MutantStatus[] = ['Killed', 'Timeout', 'RuntimeError']

/**
 * Lists the mutants that no test noticed, and the scores. Leaves out mutants that do not compile, which `npm run types`
 * refuses.
 */
export function summarize(path: string): string {
  const report = JSON.parse(readFileSync(path, 'utf8')) as schema.MutationTestResult
  const checker = new TypeChecker(Object.keys(report.files))
  const lines: string[] = []
  for (const [source, file] of Object.entries(report.files)) {
    for (const mutant of file.mutants) {
      if (!UNDETECTED.includes(mutant.status)) continue
      if (checker.compiles(source, mutated(file.source, mutant))) {
        lines.push(describe(source, file.source, mutant))
      } else {
        mutant.status = 'CompileError'
      }
    }
  }
  return [...lines, ...scores(report)].join('\n') + '\n'
}

function scores({ files }: schema.MutationTestResult): string[] {
  return Object.entries({
    ...files,
    total: { mutants: Object.values(files).flatMap(({ mutants }) => mutants) },
  }).map(([name, { mutants }]) => {
    const detected = mutants.filter(({ status }) => DETECTED.includes(status)).length
    const undetected = mutants.filter(({ status }) => UNDETECTED.includes(status)).length
    const valid = detected + undetected
    const score = valid === 0 ? 100 : (100 * detected) / valid
    return `${name}: ${score.toFixed(1)} % (${detected} of ${valid})`
  })
}

function mutated(source: string, { location, replacement = '' }: schema.MutantResult): string {
  return (
    source.slice(0, offset(source, location.start)) +
    replacement +
    source.slice(offset(source, location.end))
  )
}

function describe(
  name: string,
  source: string,
  { location, replacement = '', status, mutatorName }: schema.MutantResult,
): string {
  const original = source.slice(offset(source, location.start), offset(source, location.end))
  return `${name}:${location.start.line}:${location.start.column} ${status} ${mutatorName}\n-   ${original}\n+   ${replacement}\n`
}

/** @param position counted from 1 */
function offset(source: string, { line, column }: schema.Position): number {
  const before = source.split('\n').slice(0, line - 1)
  return before.reduce((sum, text) => sum + text.length + 1, 0) + column - 1
}
