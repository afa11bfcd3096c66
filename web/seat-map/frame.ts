import { h } from '../dom.ts'
import type { SeatMapTexts } from '../texts/index.ts'
import type { SaleSection } from './parts/sale-section.ts'
import { TapGuard } from './parts/tap-guard.ts'
import type { ViewParts } from './view-parts.ts'

interface FrameOptions {
  readonly texts: SeatMapTexts
  readonly dir: string
  readonly sale: SaleSection
  readonly said: HTMLElement
}

/** Lays out the parts: the event above, the map on the left, the panel with the next step on the right. */
export function newFrame(parts: ViewParts, { texts, dir, sale, said }: FrameOptions): HTMLElement {
  const { bar, map, list, sheet, search, messages, yours, best, filter, legend, actions } = parts
  const hall = { className: 'hall', role: 'region', ariaLabel: texts.hall }
  const waiting = h('p', { className: 'waiting' }, texts.loading)
  const panel = { className: 'panel', role: 'region', ariaLabel: texts.panel }
  return h(
    'div',
    { className: 'frame', lang: texts.locale, dir },
    bar.element,
    sale.element,
    h('div', hall, map.element, list.element, search.element, waiting),
    sheet.element,
    h('div', panel, ...[messages, yours, best, filter, legend].map(({ element }) => element)),
    actions.element,
    said,
  )
}

/**
 * Keeps presses from buttons that cannot be pressed now, and hasty second ones from those that have just appeared under
 * the finger or got the focus. Enter that is held down presses a button once.
 */
export function guardButtons(frame: HTMLElement): TapGuard {
  const guard = new TapGuard()
  const ignore = (event: Event) => {
    event.stopPropagation()
    event.preventDefault()
  }
  const onClick = (event: PointerEvent) => {
    const button = buttonOf(event)
    if (button && (guard.ignores(event) || button.ariaDisabled === 'true')) ignore(event)
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.repeat && event.key === 'Enter' && buttonOf(event)) ignore(event)
  }
  frame.addEventListener('click', onClick, { capture: true })
  frame.addEventListener('keydown', onKey, { capture: true })
  return guard
}

function buttonOf(event: Event): HTMLButtonElement | undefined {
  return event.composedPath().find((target) => target instanceof HTMLButtonElement)
}
