import type { Spread } from '../rig/figures.ts'
import type { ServerSpec } from '../rig/servers.ts'
import type { Workload } from '../rig/workload.ts'
import { count } from './grid.ts'
import type { Row } from './summary.ts'

export interface ChartOptions {
  readonly servers: readonly ServerSpec[]
  readonly workloads: readonly Workload[]
  /** Describes the machine. */
  readonly caption: string
}

const WIDTH = 880
const MARGIN = 24
const LABEL_WIDTH = 300
const VALUE_WIDTH = 128
const BARS_WIDTH = WIDTH - 2 * MARGIN - LABEL_WIDTH - VALUE_WIDTH
const HEADER_HEIGHT = 92
const TITLE_HEIGHT = 32
const ROW_HEIGHT = 23
const BAR_HEIGHT = 15
const GAP = 22

/** For the light and the dark pages of GitHub. */
const STYLE = `
  svg { font: 13px -apple-system, system-ui, 'Segoe UI', 'Liberation Sans', sans-serif }
  .paper { fill: #ffffff; stroke: #d1d9e0 }
  text { fill: #1f2328 }
  .headline { font-weight: 600; font-size: 18px }
  .title { font-weight: 600; font-size: 14px }
  .quiet { fill: #59636e; font-size: 12px }
  .number { font-variant-numeric: tabular-nums }
  rect.ours { fill: #0969da }
  text.ours { font-weight: 600 }
  rect.peer { fill: #afb8c1 }
  rect.limit { fill: none; stroke: #afb8c1; stroke-dasharray: 3 2 }
  text.limit { fill: #59636e }
  .range { stroke: #1f2328; stroke-width: 1.2; opacity: 0.55 }
  .seed { stroke: #bc4c00; stroke-width: 1.2; stroke-dasharray: 2 3 }
  @media (prefers-color-scheme: dark) {
    .paper { fill: #0d1117; stroke: #3d444d }
    text { fill: #f0f6fc }
    .quiet, text.limit { fill: #9198a1 }
    rect.ours { fill: #4493f8 }
    rect.peer { fill: #656c76 }
    rect.limit { stroke: #656c76 }
    .range { stroke: #f0f6fc }
    .seed { stroke: #f0883e }
  }`

interface Place {
  readonly top: number
  /** Pixels per request per second. */
  readonly scale: number
}

type RatedRow = Row & { readonly rate: Spread }

/**
 * Draws requests per second: one group per workload that peers took part in, one bar per server, and a line from the
 * slowest to the fastest round.
 */
export function drawChart(
  rows: readonly Row[],
  { servers, workloads, caption }: ChartOptions,
): string {
  const parts: string[] = []
  let top = HEADER_HEIGHT
  for (const { name, title } of workloads) {
    const own = rowsOf(rows, name)
    if (!own.some(({ server }) => kindOf(server, servers) === 'peer')) continue
    parts.push(textAt(MARGIN, top + 14, title, 'title'))
    parts.push(...drawGroup(own, servers, top + TITLE_HEIGHT))
    top += TITLE_HEIGHT + own.length * ROW_HEIGHT + GAP
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${top}" role="img" aria-label="Requests per second of Holdfast and its peers">
<style>${STYLE}
</style>
<rect class="paper" x="0.5" y="0.5" width="${WIDTH - 1}" height="${top - 1}" rx="8"/>
${[...header(caption), ...parts].join('\n')}
</svg>
`
}

function header(caption: string): string[] {
  const legend = [
    { x: MARGIN, kind: 'ours', meaning: 'Holdfast' },
    { x: MARGIN + 90, kind: 'peer', meaning: 'the same route, written with other libraries' },
    { x: MARGIN + 330, kind: 'limit', meaning: 'upper limit: a fixed answer without booking' },
  ].map(({ x, kind, meaning }) => {
    return `<rect class="${kind}" x="${x}" y="64" width="12" height="12" rx="2"/>${textAt(x + 18, 75, meaning, 'quiet')}`
  })
  return [
    textAt(MARGIN, 34, 'Requests per second of one process', 'headline'),
    textAt(MARGIN, 53, `${caption}. In brackets: ratio to the seed (dotted line).`, 'quiet'),
    ...legend,
  ]
}

function rowsOf(rows: readonly Row[], workload: string): RatedRow[] {
  return rows.flatMap((row) => {
    const rate = row.figures.requestsPerSecond
    return row.workload === workload && rate ? [{ ...row, rate }] : []
  })
}

function kindOf(name: string, servers: readonly ServerSpec[]): ServerSpec['kind'] | undefined {
  return servers.find((server) => server.name === name)?.kind
}

/** The fastest first. */
function drawGroup(
  rows: readonly RatedRow[],
  servers: readonly ServerSpec[],
  top: number,
): string[] {
  const scale = BARS_WIDTH / Math.max(...rows.map(({ rate }) => rate.max))
  const sorted = rows.toSorted((a, b) => b.rate.median - a.rate.median)
  const bars = sorted.flatMap((row, index) => {
    const server = servers.find(({ name }) => name === row.server)
    return server ? [drawRow(row, server, { top: top + index * ROW_HEIGHT, scale })] : []
  })
  const seed = rows.find(({ toSeed }) => toSeed === 1)
  if (!seed) return bars
  const x = (MARGIN + LABEL_WIDTH + seed.rate.median * scale).toFixed(1)
  const bottom = top + rows.length * ROW_HEIGHT - (ROW_HEIGHT - BAR_HEIGHT)
  return [...bars, `<line class="seed" x1="${x}" x2="${x}" y1="${top - 4}" y2="${bottom + 4}"/>`]
}

function drawRow(
  { rate: { median, min, max }, toSeed }: RatedRow,
  { kind, label }: ServerSpec,
  { top, scale }: Place,
): string {
  const left = MARGIN + LABEL_WIDTH
  const [from, to] = [left + min * scale, left + max * scale].map((x) => x.toFixed(1))
  const middle = top + BAR_HEIGHT / 2
  const right = WIDTH - MARGIN
  return [
    textAt(left - 10, top + 12, label, kind, 'end'),
    `<rect class="${kind}" x="${left}" y="${top}" width="${(median * scale).toFixed(1)}" height="${BAR_HEIGHT}" rx="2"/>`,
    `<line class="range" x1="${from}" x2="${to}" y1="${middle}" y2="${middle}"/>`,
    textAt(right - 60, top + 12, count(median), `${kind} number`, 'end'),
    textAt(
      right,
      top + 12,
      toSeed === undefined ? '' : `(${toSeed.toFixed(2)})`,
      `${kind} number`,
      'end',
    ),
  ].join('')
}

function textAt(x: number, y: number, text: string, style: string, anchor = 'start'): string {
  return `<text class="${style}" x="${x}" y="${y}" text-anchor="${anchor}">${escape(text)}</text>`
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
