/**
 * The language tags that apply to an element, in order of preference: those of the element itself and of its
 * surroundings, then those of the browser.
 */
export function* languagesOf(element: Element): Generator<string> {
  for (let at: Element | undefined = element; at; at = parentOf(at)) {
    const tag = at.getAttribute('lang')
    if (tag !== null && tag !== '') {
      yield tag
      if (at !== element) break
    }
  }
  yield* navigator.languages
}

/** The parent of an element, also across the boundary of a shadow tree. */
function parentOf(element: Element): Element | undefined {
  const root = element.getRootNode()
  return element.parentElement ?? (root instanceof ShadowRoot ? root.host : undefined)
}
