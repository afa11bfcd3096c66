import { readFileSync } from 'node:fs'

import type { Page } from 'playwright-core'

const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8')

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

interface Violation {
  readonly id: string
  readonly help: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[]
}

/** What axe finds in a page as it is now that keeps somebody from using it, in words; nothing, where all is well. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  // Evaluated by the debugger, which no policy of the page forbids, as it would a script of another host.
  await page.evaluate(`${AXE}; undefined`)
  const run = `axe.run(document, { runOnly: ${JSON.stringify(TAGS)}, resultTypes: ['violations'] })`
  const violations = await page.evaluate<readonly Violation[]>(
    `${run}.then(({ violations }) => JSON.parse(JSON.stringify(violations)))`,
  )
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}\n${html}\n${failureSummary}`),
  )
}
