import { expect, test } from '@jest/globals'
import { z } from 'zod'

import { BoundedCheck } from '../../../../src/adapters/http/plans/bounded-check.ts'

test('a list is read only until the maximum number of faults', () => {
  const check = new BoundedCheck(2)
  const seen: string[] = []

  check.each([1, 'a', 'b', 'c', 2], 'list', (value, place) => {
    seen.push(place)
    return check.piece(z.number(), value, place)
  })

  expect(seen).toEqual(['list[0]', 'list[1]', 'list[2]'])
  expect(check.faults).toHaveLength(2)
})
