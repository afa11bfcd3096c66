import { describe, expect, test } from '@jest/globals'

import { Shares } from '../../../../src/adapters/http/limits/shares.ts'

describe('places that clients share', () => {
  test('are taken up to the limit of one client, and given back', () => {
    const shares = new Shares({ max: 10, perClientMax: 2 })
    const outcomes = ['a', 'a', 'a', 'b'].map((client) => shares.take(client))

    expect(outcomes).toEqual(['taken', 'taken', 'none-left-for-client', 'taken'])
    expect(shares.taken).toBe(3)
    shares.giveBack('a')
    expect(shares.taken).toBe(2)
    expect(shares.take('a')).toBe('taken')
  })

  test('are taken up to the limit for all clients', () => {
    const shares = new Shares({ max: 2, perClientMax: 2 })
    const outcomes = ['a', 'b', 'a', 'c'].map((client) => shares.take(client))

    expect(outcomes).toEqual(['taken', 'taken', 'none-left', 'none-left'])
  })

  test('keep no memory of clients that have none', () => {
    const shares = new Shares({ max: 1_000_000, perClientMax: 1 })
    shares.take('stays')
    for (let i = 0; i < 100_000; i++) {
      const client = `client ${i}`
      expect(shares.take(client)).toBe('taken')
      shares.giveBack(client)
    }

    expect(shares.taken).toBe(1)
    expect(shares.clients).toBe(1)
    expect(shares.take('stays')).toBe('none-left-for-client')
  })
})
