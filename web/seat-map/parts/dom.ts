type Child = Node | string | undefined

type Properties<Tag extends keyof HTMLElementTagNameMap> = Partial<
  Omit<HTMLElementTagNameMap[Tag], 'attributes' | 'children' | 'dataset' | 'style'>
> & {
  readonly attributes?: Readonly<Record<string, string>>
}

/** Makes an element: what it is, its properties and attributes, what is in it. */
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

/** Sets a text only when it is another, since screen readers read what is set. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text
}
