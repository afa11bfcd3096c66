import { expect, test } from '@jest/globals'
import fc from 'fast-check'

import { Contention } from '../../src/application/best-seats/contention.ts'
import { bestAvailable } from '../../src/domain/best-seats/best-available.ts'
import { drawnHall, freeSeatsOf } from '../builders/drawn-hall.ts'

const CHOICE = { outcome: 'chosen', seatIds: [], isContested: false } as const
const OVERTAKEN = { reason: 'overtaken', hasWaited: false } as const

function afterLosses(count: number): Contention {
  const contention = new Contention({ locksClient: false })
  for (let loss = 0; loss < count; loss++) contention.recordLoss(CHOICE, OVERTAKEN)
  return contention
}

/** Uniform random numbers, the same for the same seed. Those of fast-check favour the extremes. */
function chances(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

test('buyers begin with the best seats, and spread after each lost race', () => {
  expect(afterLosses(0).rank(0.999)).toBe(0)
  expect(afterLosses(1).rank(0.999)).toBe(3)
  expect(afterLosses(2).rank(0)).toBe(0)
  expect(afterLosses(50).rank(0.999)).toBeLessThan(1024)
})

test('200 buyers who all choose concurrently until they succeed take 400 seats, and none is refused', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const chance = chances(seed)
      const hall = drawnHall(
        Array.from({ length: 20 }, () => 'S'.repeat(10) + ' ' + 'S'.repeat(10)),
      )
      let buyers = Array.from({ length: 200 }, () => afterLosses(0))
      for (let round = 0; buyers.length > 0 && round < 40; round++) {
        const choices = buyers.map((contention) => {
          const request = { quantity: 2, rank: contention.rank(chance()) }
          return { contention, pair: bestAvailable(freeSeatsOf(hall), request) ?? [] }
        })
        buyers = []
        for (const { contention, pair } of choices) {
          expect(pair).toHaveLength(2)
          if (pair.every(hall.isFree)) pair.forEach((id) => hall.taken.add(id))
          else if (contention.recordLoss(CHOICE, OVERTAKEN)) buyers.push(contention)
        }
      }
      expect(hall.taken.size).toBe(400)
      expect(buyers).toHaveLength(0)
    }),
    { numRuns: 5 },
  )
})
