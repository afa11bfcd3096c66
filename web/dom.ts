type Child = Node | string | undefined

type Properties<Tag extends keyof HTMLElementTagNameMap> = Partial<
  Omit<HTMLElementTagNameMap[Tag], 'attributes' | 'children' | 'dataset' | 'style'>
> & {
  readonly attributes?: Readonly<Record<string, string>>
}

/** Makes an element with properties, attributes and children. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  { attributes = {}, ...properties }: Properties<Tag> = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = Object.assign(document.createElement(tag), properties)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  element.append(...children.filter((child) => child !== undefined))
  return element
}

/** Whether an element inside has the focus and is shown. A browser takes the focus from a hidden element only later. */
export function hasFocus(element: Element): boolean {
  const focused = element.querySelector(':focus')
  return focused !== null && !focused.closest('[hidden]')
}

/** Shows these children only. Those that are in order are not moved, because a moved one loses the focus. */
export function arrange(parent: Element, children: readonly Element[]): void {
  const shown = new Set(children)
  for (const child of [...parent.children]) if (!shown.has(child)) child.remove()
  let next = parent.firstElementChild
  for (const child of children) {
    if (child === next) next = next.nextElementSibling
    else parent.insertBefore(child, next)
  }
}

/** Sets a text only if it differs, because screen readers read out what is set. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text
}

/** @throws {Error} when the page has no such element */
export function byId(id: string): HTMLElement
export function byId<T extends HTMLElement>(id: string, type: new () => T): T
export function byId(id: string, type: new () => HTMLElement = HTMLElement): HTMLElement {
  const element = document.getElementById(id)
  if (!(element instanceof type)) throw new Error(`The page has no ${type.name} #${id}.`)
  return element
}

/** The size of the root element's text for which sizes in pixels are meant. */
export const REM_PX = 16

/** How much larger the visitor's texts are than {@link REM_PX}. */
export function textScale(): number {
  return parseFloat(getComputedStyle(document.documentElement).fontSize) / REM_PX
}

/** Fills in the texts of a page, whose HTML names them with `data-text` and `data-label`. */
export function fillTexts(texts: Readonly<Record<string, unknown>>): void {
  const textOf = (name = '') => texts[name] as string
  for (const element of document.querySelectorAll<HTMLElement>('[data-text]')) {
    element.textContent = textOf(element.dataset['text'])
  }
  for (const element of document.querySelectorAll<HTMLElement>('[data-label]')) {
    element.ariaLabel = textOf(element.dataset['label'])
  }
}
