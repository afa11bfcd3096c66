/** @throws when the page has no such element */
export function byId(id: string): HTMLElement
export function byId<T extends HTMLElement>(id: string, type: new () => T): T
export function byId(id: string, type: new () => HTMLElement = HTMLElement): HTMLElement {
  const element = document.getElementById(id)
  if (!(element instanceof type)) throw new Error(`The page has no ${type.name} #${id}.`)
  return element
}
