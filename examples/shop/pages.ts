import type { Schemas } from '../../client/src/index.ts'

type Hold = Schemas['HoldState']

/** The seat map. Its event `checkout` leads to the checkout of this shop. */
export function hallPage(holdfastUrl: string): string {
  return page(
    'Choose your seats',
    `<script src="${html(holdfastUrl)}/widget.js" defer></script>
    <holdfast-seat-map event="demo"></holdfast-seat-map>
    <script>
      document.addEventListener('checkout', (event) => {
        event.preventDefault()
        location.href = '/checkout?' + new URLSearchParams({ hold: event.detail.holdId })
      })
    </script>`,
  )
}

/** The seats of the hold, and the button that pays for this version of it. */
export function checkoutPage({ holdId, version, seats }: Hold, notice = ''): string {
  const items = seats.map(
    ({ zone, row, number, category }) =>
      `<li>${html(`${zone}, row ${row}, seat ${number} (${category})`)}</li>`,
  )
  return page(
    'Checkout',
    `<p role="alert">${html(notice)}</p>
    <ul>${items.join('')}</ul>
    <form method="post" action="/pay">
      <input type="hidden" name="hold" value="${html(holdId)}">
      <input type="hidden" name="version" value="${version}">
      <button>Pay</button>
    </form>
    <a href="/">Back to the seats</a>`,
  )
}

export function bookedPage({ code }: Hold): string {
  return page(
    'Booked',
    `<p>Thank you. Your booking code is <strong>${html(code)}</strong>.</p>
    <a href="/">Back to the seats</a>`,
  )
}

export function noticePage(notice: string): string {
  return page('Checkout', `<p role="alert">${html(notice)}</p><a href="/">Back to the seats</a>`)
}

function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${title}: a demo shop</title>
  <link rel="icon" href="data:,">
  <style>
    :root { color-scheme: light dark; font: 18px/1.6 system-ui; }
    button { padding: 8px 24px; font: inherit; }
  </style>
  <main>
    <h1>${title}</h1>
    ${content}
  </main>
</html>`
}

function html(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.codePointAt(0) ?? 0};`)
}
