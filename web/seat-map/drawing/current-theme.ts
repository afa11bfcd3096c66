import { h, textScale } from '../../dom.ts'
import { anyColour } from './any-colour.ts'
import { BLACK, type Colour } from './colour.ts'
import { systemTheme, type Theme, themeOf } from './theme.ts'

const forced = matchMedia('(forced-colors: active)')

/** The colours that themes are made of. */
const COLOURS = {
  background: 'var(--surface)',
  ink: 'var(--ink)',
  taken: 'var(--taken)',
  takenMark: 'var(--taken-mark)',
  accent: 'var(--accent)',
  yours: 'var(--good)',
  canvas: 'Canvas',
  canvasText: 'CanvasText',
  grayText: 'GrayText',
  highlight: 'Highlight',
}

export interface CurrentThemeOptions {
  /** Where the stylesheets of the seat map apply. */
  readonly root: ParentNode
  readonly onChange: () => void
  /** Ends the listening. */
  readonly signal: AbortSignal
}

/**
 * The theme of the map, read from unseen elements that the stylesheets apply to. They have a transition, so that the
 * browser reports each change: of the colour scheme, of a custom property, and of the size of texts.
 */
export class CurrentTheme {
  readonly #probes: readonly (readonly [string, HTMLElement])[]

  constructor({ root, onChange, signal }: CurrentThemeOptions) {
    this.#probes = Object.entries(COLOURS).map(([name, colour]) => {
      const probe = h('span')
      probe.style.color = colour
      return [name, probe]
    })
    const probes = this.#probes.map(([, probe]) => probe)
    const element = h('div', { className: 'probe', ariaHidden: 'true' }, ...probes)
    root.append(element)
    element.addEventListener('transitionrun', onChange, { signal })
    forced.addEventListener('change', onChange, { signal })
    signal.addEventListener('abort', () => {
      element.remove()
    })
  }

  get theme(): Theme {
    const read = this.#probes.map(([name, probe]) => [name, colourOf(probe)] as const)
    const colours = Object.fromEntries(read) as Record<keyof typeof COLOURS, Colour>
    const theme = forced.matches ? systemTheme(colours) : themeOf(colours)
    return { ...theme, textScale: textScale() }
  }
}

function colourOf(element: HTMLElement): Colour {
  return anyColour(getComputedStyle(element).color) ?? BLACK
}
