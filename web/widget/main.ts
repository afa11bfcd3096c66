import { defineSeatMap } from '../seat-map/seat-map-element.ts'

const { currentScript } = document
if (!(currentScript instanceof HTMLScriptElement)) {
  throw new Error('Holdfast: load widget.js as a plain <script src="..." defer>, not as a module.')
}
defineSeatMap(new URL(currentScript.src).origin)
