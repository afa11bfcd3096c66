import { expect, test } from '@jest/globals'
import fc from 'fast-check'

import { Slots } from '../../src/collections/slots.ts'

test('contains the items that were put and not freed, in any order of calls', () => {
  const steps = fc.array(fc.oneof(fc.constant('put'), fc.nat({ max: 20 })), { maxLength: 60 })
  fc.assert(
    fc.property(steps, (all) => {
      const slots = new Slots<string>()
      const held: { readonly item: string; readonly slot: number }[] = []
      for (const [number, step] of all.entries()) {
        if (typeof step === 'string') {
          const item = `item ${number}`
          held.push({ item, slot: slots.put(item) })
        } else {
          const [gone] = held.splice(step, 1)
          if (gone) slots.free(gone.slot)
        }
      }
      expect(Array.from(slots).sort()).toEqual(held.map(({ item }) => item).sort())
      expect(slots.size).toBe(held.length)
    }),
  )
})

test('reuses a free slot', () => {
  const slots = new Slots<string>()
  const slot = slots.put('a')
  slots.free(slot)

  expect(slots.put('b')).toBe(slot)
})
