import { expect, test } from '@jest/globals'

import { type PlaceStatus, TakenPlaces } from '../../src/application/event-seats/taken-places.ts'
import type { PublicSeat } from '../../src/domain/seat.ts'
import { StandingAreas } from '../../src/domain/standing-areas.ts'
import { eventWithAreas, withAreas } from '../builders/event-with-areas.ts'

const NOW = new Date('2026-06-01T10:00:00.000Z')
const booked = (id: string): PublicSeat => ({ id, version: 1, status: 'booked' })

function placesOf(capacity: number): TakenPlaces {
  return new TakenPlaces(new StandingAreas(eventWithAreas('show', { pit: capacity }).plan))
}

/** Chooses places, and counts how many were considered. */
function choose(places: TakenPlaces, quantity: number, random = Math.random) {
  let considered = 0
  const isAllowed = () => {
    considered++
    return true
  }
  const seatIds = places.choose({ areaId: 'pit', quantity, isAllowed, random })
  return { seatIds, considered }
}

test('a choice in a large area considers few places', () => {
  const places = placesOf(50_000)
  for (let number = 1; number <= 25_000; number++) places.put(booked(`pit:${2 * number}`), NOW)
  const { seatIds, considered } = choose(places, 10)

  expect(new Set(seatIds).size).toBe(10)
  for (const seatId of seatIds ?? []) expect(Number(seatId.slice(4)) % 2).toBe(1)
  expect(considered).toBeLessThanOrEqual(160)
})

test('every place of an area with gaps in its numbers can be chosen, and no other', () => {
  const numbers = Array.from({ length: 100 }, (_, i) => [5 * i + 1, 5 * i + 2] as const)
  const { plan } = eventWithAreas('show', {})
  const areas = new StandingAreas(withAreas(plan, { pit: 200 }, { numbers }))
  const places = new TakenPlaces(areas)
  const expected = numbers.flatMap(([first, last]) => [`pit:${first}`, `pit:${last}`])

  const chosen = expected.map((_, i) => choose(places, 1, () => (i + 0.5) / 200).seatIds?.[0])
  expect(chosen).toEqual(expected)
  expect(choose(places, 200).seatIds?.toSorted()).toEqual(expected.toSorted())
})

test('the last places are found', () => {
  const places = placesOf(50_000)
  for (let number = 1; number <= 49_998; number++) places.put(booked(`pit:${number}`), NOW)
  expect(choose(places, 2).seatIds?.toSorted()).toEqual(['pit:49999', 'pit:50000'])
  expect(choose(places, 2, () => 0).seatIds).toEqual(['pit:49999', 'pit:50000'])
  expect(choose(places, 3).seatIds).toBeUndefined()
})

test('blocked places are chosen only if they are wanted', () => {
  const places = placesOf(4)
  const blocked = { id: 'pit:1', version: 1, status: 'blocked' } as const
  const held = { id: 'pit:2', version: 1, status: 'held', heldUntil: new Date(NOW.getTime() + 10) }
  places.put(blocked, NOW)
  places.put(held as PublicSeat, NOW)
  places.put(booked('pit:3'), NOW)
  const chosen = (status: PlaceStatus, quantity: number) =>
    places.choose({ areaId: 'pit', quantity, status, isAllowed: () => true, random: Math.random })

  expect(chosen('blocked', 1)).toEqual(['pit:1'])
  expect(chosen('blocked', 2)).toBeUndefined()
  expect(chosen('available', 1)).toEqual(['pit:4'])
  places.put(booked('pit:1'), NOW)
  places.put({ ...blocked, id: 'pit:3' }, NOW)
  places.removeExpired(new Date(NOW.getTime() + 10))
  expect([chosen('blocked', 1), places.size]).toEqual([['pit:3'], 2])
})

test('the number of taken places follows each change and the expiry of holds', () => {
  const places = placesOf(3)
  const held = (id: string, ms: number): PublicSeat => {
    return { id, version: 1, status: 'held', heldUntil: new Date(NOW.getTime() + ms) }
  }
  const at = (ms: number) => {
    places.removeExpired(new Date(NOW.getTime() + ms))
    return places.size
  }
  places.put(held('pit:1', 10), NOW)
  places.put(held('pit:2', 20), NOW)
  places.put(held('pit:3', 0), NOW)
  expect([places.size, at(9), at(10), at(19)]).toEqual([2, 2, 1, 1])
  places.put(booked('pit:2'), NOW)
  places.put(booked('pit:2'), NOW)
  expect(at(1_000)).toBe(1)
  places.put({ id: 'pit:2', version: 3, status: 'available' }, NOW)
  expect(places.size).toBe(0)
})

test('only ids of places are places, also of those that the area does not have', () => {
  const places = placesOf(3)
  for (const id of ['pit', 'pit:', 'pit:01', 'pit:0', 'pit:1a', 'lawn:1', 'A-1', ':1', 'pit:1:1']) {
    expect([id, places.put(booked(id), NOW)]).toEqual([id, false])
  }
  expect(places.put(booked('pit:4'), NOW)).toBe(true)
  expect(places.put(booked('pit:9999999'), NOW)).toBe(true)
  expect(places.size).toBe(0)
})
