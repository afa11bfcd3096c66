import { describe, expect, test } from '@jest/globals'

import { type FollowedSeats, SeatsFollower } from '../../client/src/followed-seats.ts'

describe('the seats of a stream', () => {
  const message = (name: string, revision: number, ...seats: [string, number, string][]) => ({
    name,
    data: JSON.stringify({
      revision,
      seats: seats.map(([seatId, version, status]) => ({ seatId, version, status })),
    }),
  })
  const summaryOf = ({ taken, changed }: FollowedSeats) => [
    Object.fromEntries(Array.from(taken.values(), ({ seatId, status }) => [seatId, status])),
    changed.length,
  ]

  test('ignore a change that is older than the known state', () => {
    const follower = new SeatsFollower()
    follower.apply(message('snapshot', 2, ['A', 2, 'booked']))

    const older = follower.apply(message('changes', 2, ['A', 1, 'held']))
    expect(summaryOf(older)).toEqual([{ A: 'booked' }, 0])
  })

  test('have the event and the state of its sale, until a message has another one', () => {
    const follower = new SeatsFollower()
    const told = (name: string, state: object) => {
      const data = JSON.stringify({ revision: 1, seats: [], ...state })
      const { event, sale } = follower.apply({ name, data })
      return { event, sale }
    }
    const first = { event: { name: 'Gala' }, sale: 'not-yet-open' }
    const second = { ...first, sale: 'open' }

    expect(told('snapshot', first)).toEqual(first)
    expect(told('changes', {})).toEqual(first)
    expect(told('changes', second)).toEqual(second)
  })

  test('accept a change of the same version, such as an expired hold', () => {
    const follower = new SeatsFollower()
    follower.apply(message('snapshot', 2, ['A', 2, 'held']))

    const expired = follower.apply(message('changes', 2, ['A', 2, 'available']))
    expect(summaryOf(expired)).toEqual([{}, 1])
  })

  test('ignore an older change of a seat that is available again', () => {
    const follower = new SeatsFollower()
    follower.apply(message('snapshot', 2, ['A', 2, 'booked']))
    follower.apply(message('changes', 3, ['A', 3, 'available']))

    const older = follower.apply(message('changes', 3, ['A', 2, 'booked']))
    expect(summaryOf(older)).toEqual([{}, 0])
  })

  test('are replaced by a snapshot, even one with lower versions', () => {
    const follower = new SeatsFollower()
    follower.apply(message('snapshot', 9, ['A', 5, 'booked'], ['B', 4, 'held'], ['C', 1, 'held']))

    const restored = follower.apply(message('snapshot', 1, ['A', 1, 'held'], ['C', 1, 'held']))
    expect(summaryOf(restored)).toEqual([{ A: 'held', C: 'held' }, 2])

    const changed = follower.apply(message('changes', 2, ['B', 1, 'booked']))
    expect(summaryOf(changed)).toEqual([{ A: 'held', B: 'booked', C: 'held' }, 1])
  })

  test('have the standing areas, and their latest counts', () => {
    const follower = new SeatsFollower()
    const told = (name: string, areas?: object[]) => {
      const data = JSON.stringify({ revision: 1, seats: [], areas })
      return Array.from(follower.apply({ name, data }).areas.values())
    }
    const area = (areaId: string, available: number) => ({ areaId, capacity: 9, available })

    expect(told('snapshot', [area('pit', 9), area('lawn', 5)])).toHaveLength(2)
    expect(told('changes', [area('pit', 8)])).toEqual([area('pit', 8), area('lawn', 5)])
    expect(told('changes')).toEqual([area('pit', 8), area('lawn', 5)])
    expect(told('snapshot', [area('lawn', 4)])).toEqual([area('lawn', 4)])
    expect(told('snapshot')).toEqual([])
  })
})
