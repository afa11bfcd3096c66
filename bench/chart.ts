import { labelOf, type ServerSpec } from './servers.ts'
import type { Row } from './summary.ts'
import type { Workload } from './workloads.ts'

export interface ChartOptions {
  readonly servers: readonly ServerSpec[]
  readonly workloads: readonly Workload[]
  /** What one should know of the machine. */
  readonly caption: string
}

const WIDTH = 860
const MARGIN = 20
const LABEL_WIDTH = 250
const VALUE_WIDTH = 130
const BARS_WIDTH = WIDTH - 2 * MARGIN - LABEL_WIDTH - VALUE_WIDTH
const HEADER_HEIGHT = 64
const TITLE_HEIGHT = 34
const ROW_HEIGHT = 24
const BAR_HEIGHT = 14
const GAP = 14

const STYLE = `
  svg { font: 13px system-ui, sans-serif }
  .paper { fill: #ffffff }
  text { fill: #1f2937 }
  .title { font-weight: 600; font-size: 15px }
  .quiet { fill: #6b7280 }
  .ours { fill: #2563eb }
  text.ours { font-weight: 600 }
  .peer { fill: #9ca3af }
  .limit { fill: #e5e7eb; stroke: #9ca3af }
  text.peer, text.limit { fill: #374151; stroke: none }
  .range { stroke: #111827; stroke-width: 1.5 }
  @media (prefers-color-scheme: dark) {
    .paper { fill: #0d1117 }
    text { fill: #e6edf3 }
    .quiet { fill: #8b949e }
    .ours { fill: #58a6ff }
    .peer { fill: #6e7681 }
    .limit { fill: #21262d; stroke: #6e7681 }
    text.peer, text.limit { fill: #c9d1d9; stroke: none }
    .range { stroke: #f0f6fc }
  }`

/** Draws requests a second: a group for each workload, a bar for each server, and a line from the least to the most. */
export function drawChart(
  rows: readonly Row[],
  { servers, workloads, caption }: ChartOptions,
): string {
  const parts: string[] = []
  let top = HEADER_HEIGHT
  for (const { name, title } of workloads) {
    const own = rows.filter(({ workload }) => workload === name)
    if (own.length === 0) continue
    parts.push(textAt(MARGIN, top + 20, title, 'title'))
    parts.push(...drawGroup(own, servers, top + TITLE_HEIGHT))
    top += TITLE_HEIGHT + own.length * ROW_HEIGHT + GAP
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${top}" role="img" aria-label="Requests per second">
<style>${STYLE}
</style>
<rect class="paper" width="${WIDTH}" height="${top}" rx="8"/>
${[...header(caption), ...parts].join('\n')}
</svg>
`
}

function header(caption: string): string[] {
  const legend = [
    { x: MARGIN, kind: 'ours', meaning: 'Holdfast' },
    { x: MARGIN + 110, kind: 'peer', meaning: 'the same route by others' },
    { x: MARGIN + 320, kind: 'limit', meaning: 'what cannot be beaten' },
  ].map(({ x, kind, meaning }) => {
    return `<rect class="${kind}" x="${x}" y="40" width="12" height="12"/>${textAt(x + 18, 51, meaning, 'quiet')}`
  })
  const title = textAt(
    MARGIN,
    28,
    'Requests a second, and how many times those of the seed',
    'title',
  )
  return [title, textAt(WIDTH - MARGIN, 28, caption, 'quiet', 'end'), ...legend]
}

/** The best first, because that is what one looks for. */
function drawGroup(rows: readonly Row[], servers: readonly ServerSpec[], top: number): string[] {
  const most = Math.max(...rows.map(({ requestsPerSecond }) => requestsPerSecond.max))
  const sorted = rows.toSorted((a, b) => b.requestsPerSecond.median - a.requestsPerSecond.median)
  return sorted.flatMap((row, index) => {
    const server = servers.find(({ name }) => name === row.server)
    return server
      ? [drawRow(row, server, { y: top + index * ROW_HEIGHT, scale: BARS_WIDTH / most })]
      : []
  })
}

function drawRow(
  { requestsPerSecond: { median, min, max }, toSeed }: Row,
  server: ServerSpec,
  { y, scale }: { readonly y: number; readonly scale: number },
): string {
  const left = MARGIN + LABEL_WIDTH
  const [from, to] = [left + min * scale, left + max * scale].map((x) => x.toFixed(1))
  const middle = y + BAR_HEIGHT / 2
  const value = Math.round(median).toLocaleString('en')
  const told = toSeed === undefined ? value : `${value}  (${toSeed.toFixed(2)}x)`
  return [
    textAt(left - 10, y + 12, labelOf(server), server.kind, 'end'),
    `<rect class="${server.kind}" x="${left}" y="${y}" width="${(median * scale).toFixed(1)}" height="${BAR_HEIGHT}" rx="2"/>`,
    `<line class="range" x1="${from}" x2="${to}" y1="${middle}" y2="${middle}"/>`,
    textAt(WIDTH - MARGIN, y + 12, told, server.kind, 'end'),
  ].join('')
}

function textAt(x: number, y: number, text: string, style: string, anchor = 'start'): string {
  return `<text class="${style}" x="${x}" y="${y}" text-anchor="${anchor}">${escape(text)}</text>`
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
