/** A table: one heading per column, and one cell per column in each line. */
export interface Grid {
  readonly headings: readonly string[]
  readonly lines: readonly (readonly string[])[]
}

const GAP = '  '
const FIGURES = /^[\d.,% -]*$/

/** For a terminal. */
export function asText(grid: Grid): string {
  const all = [grid.headings, ...grid.lines]
  const columns = columnsOf(grid)
  return all
    .map((line) =>
      columns
        .map(({ width, hasFigures }, index) => {
          const text = line[index] ?? ''
          return hasFigures ? text.padStart(width) : text.padEnd(width)
        })
        .join(GAP)
        .trimEnd(),
    )
    .join('\n')
}

/** For the docs. */
export function asMarkdown(grid: Grid): string {
  const rule = columnsOf(grid).map(({ hasFigures }) => (hasFigures ? '---:' : '---'))
  return [grid.headings, rule, ...grid.lines].map((line) => `| ${line.join(' | ')} |`).join('\n')
}

/** Columns of figures are right-aligned. */
function columnsOf({ headings, lines }: Grid) {
  return headings.map((heading, index) => {
    const cells = lines.map((line) => line[index] ?? '')
    return {
      width: Math.max(heading.length, ...cells.map(({ length }) => length)),
      hasFigures: cells.every((cell) => FIGURES.test(cell)),
    }
  })
}

export function count(value: number): string {
  return Math.round(value).toLocaleString('en')
}

/** With three significant digits at least. */
export function decimal(value: number): string {
  if (value >= 100) return count(value)
  return value.toFixed(value < 10 ? 2 : 1)
}
