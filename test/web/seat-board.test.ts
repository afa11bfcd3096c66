import { beforeEach, describe, expect, test } from '@jest/globals'

import { type Cause, SeatBoard, type SeatStatus } from '../../web/seat-map/live/seat-board.ts'
import { smallHall } from './small-hall.ts'

const hall = smallHall()
const at = (id: string) => hall.indexOf(id) ?? -1

let board: SeatBoard
let heard: { readonly ids: readonly string[]; readonly cause: Cause }[]
beforeEach(() => {
  board = new SeatBoard(hall)
  heard = []
  board.listen((seats, cause) => heard.push({ ids: seats.map((seat) => hall.idOf(seat)), cause }))
})

const news = (seatId: string, version: number, status: SeatStatus) => ({ seatId, version, status })
const lookOf = (id: string) => board.lookOf(at(id))

describe('a snapshot', () => {
  test('says of all seats what they are; those it does not name are free', () => {
    board.applySnapshot([news('A-1', 3, 'held'), news('A-2', 1, 'booked')])
    board.applySnapshot([news('A-2', 1, 'booked'), news('A-3', 1, 'blocked')])

    expect(['A-1', 'A-2', 'A-3'].map(lookOf)).toEqual(['free', 'booked', 'blocked'])
    expect(board.freeCount).toBe(10)
    expect(heard).toEqual([
      { ids: ['A-1', 'A-2'], cause: 'snapshot' },
      { ids: ['A-1', 'A-3'], cause: 'snapshot' },
    ])
  })

  test('counts, even where it is older than what was known: a store may have been restored', () => {
    board.applyChanges([news('A-1', 9, 'booked')])
    board.applySnapshot([])
    board.applyChanges([news('A-1', 2, 'held')])

    expect(lookOf('A-1')).toBe('held')
  })
})

describe('a change', () => {
  test('is passed over when it is older than what is known', () => {
    board.applySnapshot([news('A-1', 3, 'booked')])
    board.applyChanges([news('A-1', 2, 'held')])

    expect(lookOf('A-1')).toBe('booked')
    expect(heard).toHaveLength(1)
  })

  test('may have the same version: a hold that has run out', () => {
    board.applySnapshot([news('A-1', 3, 'held')])
    board.applyChanges([news('A-1', 3, 'available')])

    expect(lookOf('A-1')).toBe('free')
  })

  test('of a seat that the hall does not have is passed over', () => {
    board.applyChanges([news('Z-1', 3, 'held')])

    expect(heard).toEqual([])
  })
})

describe('what is this visitor’s', () => {
  test('is shown over what the service says', () => {
    board.applySnapshot([news('A-1', 3, 'held')])
    board.mark('mine', [at('A-1')])
    board.mark('selected', [at('A-2')])

    expect(['A-1', 'A-2'].map(lookOf)).toEqual(['mine', 'selected'])
    expect(board.ownSeats().map((seat) => hall.idOf(seat))).toEqual(['A-2', 'A-1'])
  })

  test('is what the service says again once it is not marked', () => {
    board.mark('selected', [at('A-1'), at('A-2')])
    board.applyChanges([news('A-1', 1, 'booked')])
    board.mark('selected', [at('A-2')])

    expect(['A-1', 'A-2'].map(lookOf)).toEqual(['booked', 'selected'])
    expect(heard.at(-1)).toEqual({ ids: ['A-1'], cause: 'own' })
  })

  test('is told of when it is taken, though it looks the same', () => {
    board.mark('selected', [at('A-1')])
    board.applyChanges([news('A-1', 1, 'held')])

    expect(heard.at(-1)).toEqual({ ids: [], cause: 'changes' })
    expect(board.isFree(at('A-1'))).toBe(false)
  })
})

test('nobody is told any more who has stopped listening', () => {
  const told: number[] = []
  const stop = board.listen((seats) => told.push(...seats))
  stop()
  board.applyChanges([news('A-1', 1, 'held')])

  expect(told).toEqual([])
})
