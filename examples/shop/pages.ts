import { formatMoney, type Schemas } from '../../client/src/index.ts'

/** An order for the seats of one version of a hold. */
export interface Order {
  readonly id: string
  readonly hold: Schemas['HoldState']
  /** `paid` until the webhook has told the status of the booking. */
  status: 'new' | 'paid' | Schemas['Booking']['status']
}

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

/** The seats of the order, and the button that pays for them. */
export function checkoutPage({ id, hold }: Order, notice: string): string {
  const items = hold.seats.map((seat) => `<li>${html(nameOf(seat))}</li>`)
  const price = hold.total ? ` ${formatMoney(hold.total, 'en')}` : ''
  return page(
    'Checkout',
    `<p role="alert">${html(notice)}</p>
    <ul>${items.join('')}</ul>
    <form method="post" action="/pay">
      <input type="hidden" name="order" value="${html(id)}">
      <button>Pay${html(price)}</button>
    </form>
    <a href="/">Back to the seats</a>`,
  )
}

/** The status of the order. Reloads itself until the webhook has told the status of the booking. */
export function orderPage({ hold, status }: Order): string {
  const isPending = status === 'paid'
  return page(
    'Your order',
    `<p>Thank you. Your booking code is <strong>${html(hold.code)}</strong>.</p>
    <p role="status">${isPending ? 'Paid, not confirmed yet.' : `Paid. Your seats are ${status}.`}</p>
    ${isPending ? '<script>setTimeout(() => location.reload(), 500)</script>' : ''}
    <a href="/">Back to the seats</a>`,
  )
}

export function noticePage(notice: string): string {
  return page('Checkout', `<p role="alert">${html(notice)}</p><a href="/">Back to the seats</a>`)
}

/** A place in a standing area has no row and no number. */
function nameOf({ zone, row, number, category }: Schemas['DescribedSeat']): string {
  const place = [zone, row && `row ${row}`, number && `seat ${number}`].filter(Boolean)
  return `${place.join(', ')} (${category})`
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
