import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

/** Artillery's figures for ten seconds, or for a whole run. */
export interface Figures {
  readonly counters: Readonly<Record<string, number>>
  readonly rates: Readonly<Record<string, number>>
  readonly summaries: Readonly<Record<string, Readonly<Record<string, number>>>>
}

export interface ArtilleryResult {
  readonly aggregate: Figures
  readonly intermediate: readonly Figures[]
  /** Each check that was not met. */
  readonly violations: readonly string[]
}

/** Runs `load-test.yml` with more flags, silently; it rejects only when the run has no result at all. */
export async function runArtillery(
  flags: readonly string[],
  signal: AbortSignal,
): Promise<ArtilleryResult> {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-load-'))
  try {
    const reportFile = join(folder, 'report.json')
    const { code, output } = await spawnArtillery([...flags, '--output', reportFile], signal)
    const violations = output.split('\n').filter((line) => line.startsWith('fail: '))
    if (code !== 0 && violations.length === 0) {
      throw new Error(`Artillery ended with exit code ${code}.\n${output}`)
    }
    const report = JSON.parse(await readFile(reportFile, 'utf8')) as Omit<
      ArtilleryResult,
      'violations'
    >
    return { ...report, violations }
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function spawnArtillery(
  flags: readonly string[],
  signal: AbortSignal,
): Promise<{ code: number | null; output: string }> {
  const child = spawn(
    process.execPath,
    ['node_modules/artillery/bin/run', 'run', '--quiet', ...flags, 'load-test.yml'],
    {
      // Not all of our environment: if it named a proxy, that would get the requests.
      env: {
        PATH: process.env['PATH'],
        ARTILLERY_DISABLE_TELEMETRY: 'true',
        // Artillery's HTTP client makes an error of each 4xx answer, and in a profile a tenth of its time went
        // into their stack traces.
        NODE_OPTIONS: '--stack-trace-limit=0',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      signal,
    },
  )
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ])
  return { code, output: stdout + stderr }
}
