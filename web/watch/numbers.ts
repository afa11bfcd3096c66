import { byId, h, setText } from '../dom.ts'
import {
  cellsOf,
  countGroups,
  type CountRow,
  figuresOf,
  type Moment,
  summaryOf,
} from './figures.ts'
import type { WatchTexts } from './format.ts'
import { variableOf } from './palette.ts'

interface ShownRow {
  readonly row: CountRow
  readonly moment: HTMLElement
  readonly minute: HTMLElement
  readonly note: HTMLElement
}

/** Shows the numbers of the chart as text: the large ones, the table, and a sentence. */
export class Numbers {
  readonly #figures = document.querySelectorAll<HTMLElement>('[data-figure]')
  readonly #summary = byId('minute')
  readonly #rows: readonly ShownRow[]
  readonly #texts: WatchTexts

  constructor(texts: WatchTexts) {
    this.#texts = texts
    this.#rows = countGroups(texts).flatMap(({ heading, rows }) => addGroup(heading, rows))
  }

  show(moment: Moment): void {
    const figures = figuresOf(moment, this.#texts)
    for (const element of this.#figures) {
      setText(element, figures[element.dataset['figure'] ?? ''] ?? '')
    }
    setText(this.#summary, summaryOf(moment.minute, this.#texts))
    for (const { row, ...shown } of this.#rows) {
      const cells = cellsOf(row, moment, this.#texts)
      setText(shown.moment, cells.moment)
      setText(shown.minute, cells.minute)
      setText(shown.note, cells.note)
    }
  }
}

function addGroup(heading: string, rows: readonly CountRow[]): ShownRow[] {
  const title = h('th', { colSpan: 3, scope: 'rowgroup' }, heading)
  const body = h('tbody', {}, h('tr', {}, title))
  byId('counts').append(body)
  return rows.map((row) => {
    const shown = { row, moment: h('td'), minute: h('td'), note: h('small') }
    const label = h('th', { scope: 'row' }, swatch(row), row.label, shown.note)
    body.append(h('tr', {}, label, shown.moment, shown.minute))
    return shown
  })
}

function swatch({ color }: CountRow): HTMLElement {
  const element = h('i', { className: color === 'stale' ? 'diamond' : 'swatch' })
  if (color) element.style.background = `var(${variableOf(color)})`
  return element
}
