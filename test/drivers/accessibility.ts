import { readFileSync } from 'node:fs'

import type { Page } from 'playwright-core'

const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8')

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Ends what fades in or out, which lowers its contrast for a moment, and lets nothing new fade. */
const STOP_FADING = `(() => {
  const still = new CSSStyleSheet()
  still.replaceSync('* { animation: none !important; transition: none !important }')
  const hosts = [...document.querySelectorAll('*')].filter((element) => element.shadowRoot)
  for (const root of [document, ...hosts.map((host) => host.shadowRoot)]) {
    root.adoptedStyleSheets = [...root.adoptedStyleSheets.filter((sheet) => !sheet.still), still]
  }
  still.still = true
})()`

interface Violation {
  readonly id: string
  readonly help: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[]
}

/** The accessibility violations that axe finds on a page; empty if there are none. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  await page.evaluate(STOP_FADING)
  // The debugger evaluates it, which the Content-Security-Policy of the page does not forbid.
  await page.evaluate(`${AXE}; undefined`)
  const run = `axe.run(document, { runOnly: ${JSON.stringify(TAGS)}, resultTypes: ['violations'] })`
  const violations = await page.evaluate<readonly Violation[]>(
    `${run}.then(({ violations }) => JSON.parse(JSON.stringify(violations)))`,
  )
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}\n${html}\n${failureSummary}`),
  )
}
