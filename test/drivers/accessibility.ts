import { readFileSync } from 'node:fs'

import type { Page } from 'playwright-core'

import { until } from '../../tools/until.ts'

const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8')

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Whether something fades in or out, which lowers its contrast for a moment. */
const IS_FADING = `[document, ...[...document.querySelectorAll('*')].flatMap((e) => e.shadowRoot ?? [])]
  .flatMap((root) => root.getAnimations())
  .some(({ playState, effect }) => playState === 'running' &&
    effect.getComputedTiming().endTime !== Infinity &&
    effect.getKeyframes().some((frame) => 'opacity' in frame || 'color' in frame))`

interface Violation {
  readonly id: string
  readonly help: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[]
}

/** The accessibility violations that axe finds on a page; empty if there are none. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  // A change of the page starts its animations in the next frame.
  await page.evaluate(
    'new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))',
  )
  await until(async () => !(await page.evaluate<boolean>(IS_FADING)))
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
