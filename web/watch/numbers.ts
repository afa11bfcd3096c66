import { cellsOf, type CountRow, GUARD_ROWS, NO_ROWS, YES_ROWS } from './counts-table.ts'
import { byId } from './dom.ts'
import { figuresOf, type Moment } from './figures.ts'
import { minuteInWords } from './minute.ts'
import { variableOf } from './colors.ts'

const GROUPS = [
  { heading: 'Yes', rows: YES_ROWS },
  { heading: 'No', rows: NO_ROWS },
  { heading: 'Behind it', rows: GUARD_ROWS },
]

interface ShownRow {
  readonly row: CountRow
  readonly moment: HTMLElement
  readonly minute: HTMLElement
  readonly note: HTMLElement
}

/** Shows the numbers of the picture as text: the large ones, the table, and a sentence. */
export class Numbers {
  readonly #figures = document.querySelectorAll<HTMLElement>('[data-figure]')
  readonly #minute = byId('minute')
  readonly #rows = GROUPS.flatMap(({ heading, rows }) => addGroup(heading, rows))

  show(moment: Moment): void {
    const figures = figuresOf(moment)
    for (const element of this.#figures) {
      say(element, figures[element.dataset['figure'] ?? ''] ?? '')
    }
    say(this.#minute, minuteInWords(moment.minute))
    for (const { row, ...shown } of this.#rows) {
      const cells = cellsOf(row, moment)
      say(shown.moment, cells.moment)
      say(shown.minute, cells.minute)
      say(shown.note, cells.note)
    }
  }
}

function addGroup(heading: string, rows: readonly CountRow[]): ShownRow[] {
  const body = byId('counts').appendChild(document.createElement('tbody'))
  const th = body.insertRow().appendChild(document.createElement('th'))
  th.colSpan = 3
  th.scope = 'rowgroup'
  th.textContent = heading
  return rows.map((row) => addRow(body.insertRow(), row))
}

function addRow(tr: HTMLTableRowElement, row: CountRow): ShownRow {
  const th = tr.appendChild(document.createElement('th'))
  th.scope = 'row'
  const swatch = th.appendChild(document.createElement('i'))
  swatch.className = row.color === 'stale' ? 'diamond' : 'swatch'
  if (row.color) swatch.style.background = `var(${variableOf(row.color)})`
  th.append(row.label)
  const note = th.appendChild(document.createElement('small'))
  return { row, moment: tr.insertCell(), minute: tr.insertCell(), note }
}

/** Touches the page only where something changes. */
function say(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text
}
