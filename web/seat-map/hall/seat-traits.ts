import type { Plan } from './hall-area.ts'

type PlanSeat = Plan['zones'][number]['rows'][number]['seats'][number]

/** What a seat offers besides its category. A seat can have several. */
export const TRAITS = { accessible: 1, companion: 2, restrictedView: 4 } as const

export type Trait = keyof typeof TRAITS
export const TRAIT_NAMES = Object.keys(TRAITS) as readonly Trait[]

/** The number of combinations of traits. */
export const TRAIT_SETS = 8

export function traitsOf({ accessible, companionOf, restrictedView }: PlanSeat): number {
  return (
    (accessible === true ? TRAITS.accessible : 0) |
    (companionOf === undefined ? 0 : TRAITS.companion) |
    (restrictedView === undefined ? 0 : TRAITS.restrictedView)
  )
}

export function hasTrait(traits: number, trait: Trait): boolean {
  return (traits & TRAITS[trait]) !== 0
}
