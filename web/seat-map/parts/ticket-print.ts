import { h } from '../../dom.ts'
import type { Ticket } from '../ticket.ts'

const STYLE = `
  body { margin: 2cm; font: 14pt/1.5 system-ui, sans-serif; color: #000; background: #fff }
  h1 { font-size: 20pt; margin: 0 }
  ul { padding: 0; list-style: none }
  strong { display: block; margin-top: 1cm; font-size: 48pt; letter-spacing: 0.06em }
`

/** Prints the ticket and nothing else, also if the surrounding page has much more on it. */
export function printTicket(ticket: Ticket): void {
  const frame = h('iframe', { ariaHidden: 'true', tabIndex: -1 })
  Object.assign(frame.style, { position: 'fixed', width: '0', height: '0', border: '0' })
  document.body.append(frame)
  const page = frame.contentWindow
  if (!page) return
  fill(page, ticket)
  page.addEventListener('afterprint', () => {
    frame.remove()
  })
  page.print()
}

function fill(page: Window, { title, when, places, total, code, locale }: Ticket): void {
  const { document } = page
  // A constructed stylesheet, which any Content-Security-Policy of the surrounding page allows.
  const { CSSStyleSheet: Sheet } = page as Window & typeof globalThis
  const style = new Sheet()
  style.replaceSync(STYLE)
  document.adoptedStyleSheets = [style]
  document.title = title
  document.documentElement.lang = locale
  document.body.append(
    h('h1', {}, title),
    h('p', {}, when),
    h('ul', {}, ...places.map((place) => h('li', {}, place))),
    h('p', {}, total),
    h('strong', {}, code),
  )
}
