import { expect, test } from '@jest/globals'

import { CHANGE_TYPES, isChangeType } from '../../src/domain/history.ts'

test.each(CHANGE_TYPES)('%s is a type of changes', (type) => {
  expect(isChangeType(type)).toBe(true)
})

test.each(['hold.renamed', 'hold', ''])(
  '%j, of another release, is not a type of changes',
  (type) => {
    expect(isChangeType(type)).toBe(false)
  },
)
