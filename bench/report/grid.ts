/** A table: a heading for each column, and as many cells in each line. */
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

/** For a page of the docs. */
export function asMarkdown(grid: Grid): string {
  const rule = columnsOf(grid).map(({ hasFigures }) => (hasFigures ? '---:' : '---'))
  return [grid.headings, rule, ...grid.lines].map((line) => `| ${line.join(' | ')} |`).join('\n')
}

/** Figures stand to the right. */
function columnsOf({ headings, lines }: Grid) {
  return headings.map((heading, index) => {
    const cells = lines.map((line) => line[index] ?? '')
    return {
      width: Math.max(heading.length, ...cells.map(({ length }) => length)),
      hasFigures: cells.every((cell) => FIGURES.test(cell)),
    }
  })
}
