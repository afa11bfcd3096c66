import { beforeEach, describe, expect, test } from '@jest/globals'

import { type Cause, SeatBoard } from '../../web/seat-map/live/seat-board.ts'
import { changes, snapshot } from './messages.ts'
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

const lookOf = (id: string) => board.lookOf(at(id))

describe('a snapshot', () => {
  test('sets the state of all seats; those that it does not name are free', () => {
    board.apply(snapshot({ 'A-1': 'held', 'A-2': 'booked' }))
    board.apply(snapshot({ 'A-2': 'booked', 'A-3': 'blocked' }))

    expect(['A-1', 'A-2', 'A-3'].map(lookOf)).toEqual(['free', 'booked', 'blocked'])
    expect(board.freeCount).toBe(10)
    expect(heard).toEqual([
      { ids: ['A-1', 'A-2'], cause: 'snapshot' },
      { ids: ['A-1', 'A-3'], cause: 'snapshot' },
    ])
  })

  test('frees seats that were taken before the connection was lost', () => {
    board.apply(changes({ 'A-1': 'booked' }))
    board.apply(snapshot({}))

    expect(lookOf('A-1')).toBe('free')
  })
})

describe('a change', () => {
  test('sets the state of the seats that it names', () => {
    board.apply(snapshot({ 'A-1': 'held', 'A-2': 'booked' }))
    board.apply(changes({ 'A-1': 'available' }))

    expect(['A-1', 'A-2'].map(lookOf)).toEqual(['free', 'booked'])
    expect(heard.at(-1)).toEqual({ ids: ['A-1'], cause: 'changes' })
  })

  test('to the same state is not announced', () => {
    board.apply(snapshot({ 'A-1': 'booked' }))
    board.apply(changes({ 'A-1': 'booked' }))

    expect(heard).toHaveLength(1)
  })

  test('of a seat that the hall does not have is ignored', () => {
    board.apply(changes({ 'Z-1': 'held' }))

    expect(heard).toEqual([])
  })
})

describe('the marks of this visitor', () => {
  test('are shown over the state from the service', () => {
    board.apply(snapshot({ 'A-1': 'held' }))
    board.mark('mine', [at('A-1')])
    board.mark('selected', [at('A-2')])

    expect(['A-1', 'A-2'].map(lookOf)).toEqual(['mine', 'selected'])
    expect(board.ownSeats().map((seat) => hall.idOf(seat))).toEqual(['A-2', 'A-1'])
  })

  test('reveal the state from the service when they are removed', () => {
    board.mark('selected', [at('A-1'), at('A-2')])
    board.apply(changes({ 'A-1': 'booked' }))
    board.mark('selected', [at('A-2')])

    expect(['A-1', 'A-2'].map(lookOf)).toEqual(['booked', 'selected'])
    expect(heard.at(-1)).toEqual({ ids: ['A-1'], cause: 'own' })
  })

  test('do not hide from listeners that a marked seat was taken', () => {
    board.mark('selected', [at('A-1')])
    board.apply(changes({ 'A-1': 'held' }))

    expect(heard.at(-1)).toEqual({ ids: [], cause: 'changes' })
    expect(board.isFree(at('A-1'))).toBe(false)
  })
})

test('a listener that has stopped is not called', () => {
  const told: number[] = []
  const stop = board.listen((seats) => told.push(...seats))
  stop()
  board.apply(changes({ 'A-1': 'held' }))

  expect(told).toEqual([])
})

describe('a seat that this customer has booked', () => {
  test('stays theirs when the service shows it as held, then as booked', () => {
    board.mark('yours', [at('A-1')])
    board.apply(changes({ 'A-1': 'held' }))
    expect(lookOf('A-1')).toBe('yours')

    board.apply(changes({ 'A-1': 'booked' }, { version: 2 }))
    board.apply(snapshot({ 'A-1': 'booked' }, { version: 2 }))
    expect(lookOf('A-1')).toBe('yours')
  })

  test('is not theirs any more when it was cancelled, also after another customer has booked it', () => {
    board.apply(changes({ 'A-1': 'booked' }, { version: 2 }))
    board.mark('yours', [at('A-1')])
    board.apply(changes({ 'A-1': 'available' }, { version: 3 }))
    expect(lookOf('A-1')).toBe('free')

    board.apply(changes({ 'A-1': 'booked' }, { version: 5 }))
    expect(lookOf('A-1')).toBe('booked')
  })

  test('is not theirs any more if it was booked by another while the connection was lost', () => {
    board.apply(changes({ 'A-1': 'booked' }, { version: 2 }))
    board.mark('yours', [at('A-1')])
    board.apply(snapshot({ 'A-1': 'booked' }, { version: 5 }))

    expect(lookOf('A-1')).toBe('booked')
  })
})

describe('a standing area', () => {
  const area = (areaId: string, available: number) => ({ areaId, capacity: 100, available })

  test('has the count of the newest message, and counts as available places', () => {
    board.apply(snapshot({}, { areas: [area('pit', 100), area('rear', 50)] }))
    board.apply(changes({}, { areas: [area('pit', 97), area('rear', 50)] }))

    expect([board.areaOf('pit'), board.areaOf('rear')]).toEqual([area('pit', 97), area('rear', 50)])
    expect(board.freeCount).toBe(12 + 97 + 50)
    expect(heard.map(({ ids }) => ids)).toEqual([[], []])
    board.apply(snapshot({}, {}))
    expect(board.areaOf('pit')).toBeUndefined()
  })
})

describe('a poll, which does not tell the versions of seats,', () => {
  const polled = (status: 'held' | 'booked') => ({
    ...snapshot({}),
    taken: new Map([['A-1', { seatId: 'A-1', status }]]),
  })

  test('keeps the version of a seat with the same status', () => {
    board.apply(snapshot({ 'A-1': 'held' }, { version: 5 }))
    board.apply(polled('held'))
    expect(board.versionOf(at('A-1'))).toBe(5)

    board.apply(polled('booked'))
    expect(board.versionOf(at('A-1'))).toBe(0)
  })

  test('does not take a booked seat from the customer who booked it', () => {
    board.mark('yours', [at('A-1')])
    board.apply(polled('booked'))
    board.apply(snapshot({ 'A-1': 'booked' }, { version: 5 }))
    board.apply(polled('booked'))

    expect(lookOf('A-1')).toBe('yours')
  })
})

test('the seats are known once the service has told their state', () => {
  expect(board.isKnown).toBe(false)
  board.apply(snapshot({}))
  expect(board.isKnown).toBe(true)
})
