import { describe, expect, test } from '@jest/globals'

import { ClientShares } from '../../../../src/adapters/http/limits/clients.ts'

describe('shares', () => {
  test('are limited per client and can be given back', () => {
    const shares = new ClientShares({ max: 10, perClientMax: 2 })
    const outcomes = ['a', 'a', 'a', 'b'].map((client) => shares.take(client))

    expect(outcomes).toEqual(['taken', 'taken', 'none-left-for-client', 'taken'])
    expect(shares.taken).toBe(3)
    shares.giveBack('a')
    expect(shares.taken).toBe(2)
    expect(shares.take('a')).toBe('taken')
  })

  test('are limited in total', () => {
    const shares = new ClientShares({ max: 2, perClientMax: 2 })
    const outcomes = ['a', 'b', 'a', 'c'].map((client) => shares.take(client))

    expect(outcomes).toEqual(['taken', 'taken', 'none-left', 'none-left'])
  })

  test('have amounts, of which all or nothing is taken', () => {
    const changes: number[] = []
    const onChange = (taken: number) => void changes.push(taken)
    const shares = new ClientShares({ max: 10, perClientMax: 6, onChange })
    const outcomes = [shares.take('a', 4), shares.take('a', 3), shares.take('b', 6)]

    expect(outcomes).toEqual(['taken', 'none-left-for-client', 'taken'])
    expect(shares.take('c', 1)).toBe('none-left')
    shares.giveBack('b', 6)
    expect(changes).toEqual([4, 10, 4])
    expect(shares.clients).toBe(1)
  })

  test('remember only clients that use some', () => {
    const shares = new ClientShares({ max: 1_000_000, perClientMax: 1 })
    shares.take('stays')
    const outcomes = new Set<string>()
    for (let i = 0; i < 100_000; i++) {
      const client = `client ${i}`
      outcomes.add(shares.take(client))
      shares.giveBack(client)
    }

    expect(outcomes).toEqual(new Set(['taken']))
    expect(shares.taken).toBe(1)
    expect(shares.clients).toBe(1)
    expect(shares.take('stays')).toBe('none-left-for-client')
  })
})
