/**
 * What a frame of the seat map costs, beside other ways to draw it: `npm run bench:frames`.
 *
 * In a Chromium without a graphics card, as many visitors have none that is fast. The main thread's CPU time counts,
 * which says the same however busy the machine is; how many frames there were a second does not.
 */
import { join } from 'node:path'

import { build, stop } from 'esbuild'
import { type CDPSession, chromium, type Page } from 'playwright-core'

import { arena } from './arena.ts'

const FRAMES = 60
const WAYS = ['arcs', 'sprites', 'webgl', 'picture']
const GESTURES = ['pan', 'zoom']
const WINDOWS = [
  { width: 1280, height: 800 },
  { width: 2560, height: 1440 },
]
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const WEB = join(import.meta.dirname, '../../web')

async function main(): Promise<void> {
  const { outputFiles } = await build({
    absWorkingDir: WEB,
    entryPoints: ['measure/main.ts'],
    bundle: true,
    write: false,
    format: 'iife',
    minify: true,
  })
  await stop()
  const script = outputFiles[0]?.text ?? ''
  const plan = JSON.stringify(arena())
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS })
  try {
    process.stdout.write(`Chromium ${browser.version()}, ${FRAMES} frames each\n\n`)
    process.stdout.write('| window | gesture | way | main thread, ms a frame | frames a second |\n')
    process.stdout.write('|---|---|---|---|---|\n')
    for (const viewport of WINDOWS) {
      for (const gesture of GESTURES) {
        for (const way of WAYS) {
          const page = await browser.newPage({ viewport })
          const figures = await measure(page, { script, plan, way, gesture })
          const window = `${viewport.width} x ${viewport.height}`
          process.stdout.write(`| ${[window, gesture, way, ...figures].join(' | ')} |\n`)
          await page.close()
        }
      }
    }
  } finally {
    await browser.close()
  }
}

async function measure(
  page: Page,
  { script, plan, way, gesture }: { script: string; plan: string; way: string; gesture: string },
): Promise<string[]> {
  await page.setContent('<!doctype html><body style="margin: 0">')
  await page.addScriptTag({ content: script })
  await page.evaluate(`globalThis.plan = ${plan}; 0`)
  const draw = (frames: number) =>
    page.evaluate<{ gapsMs: number[] } | undefined>(
      `drawFrames(plan, ${JSON.stringify({ way, gesture, frames })})`,
    )
  // To read the plan, and to get warm, is no part of a frame.
  const warm = await draw(5)
  if (!warm) return ['not possible', '']
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const [, noneMs] = [await draw(0), await busyMs(session)]
  await draw(0)
  const setUpMs = (await busyMs(session)) - noneMs
  const before = await busyMs(session)
  const { gapsMs = [] } = (await draw(FRAMES)) ?? {}
  const spentMs = (await busyMs(session)) - before - setUpMs
  const totalMs = gapsMs.reduce((sum, gap) => sum + gap, 0)
  return [(spentMs / FRAMES).toFixed(1), ((FRAMES * 1_000) / totalMs).toFixed(0)]
}

/** The CPU time of the main thread so far. */
async function busyMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return 1_000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0)
}

await main()
