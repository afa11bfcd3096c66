import { describe, expect, test } from '@jest/globals'

import { bestAvailable } from '../../../src/domain/best-seats/best-available.ts'
import { FreeSeats } from '../../../src/domain/best-seats/free-seats.ts'
import { frontOf } from '../../../src/domain/best-seats/front.ts'
import { Hall } from '../../../src/domain/best-seats/hall.ts'
import type { Area } from '../../../src/domain/seating-plan.ts'
import { drawnHall } from '../../builders/drawn-hall.ts'

const area = (text: string, over: Partial<Area> = {}): Area => ({
  position: { x: 10, y: 100 },
  rotationDeg: 0,
  outline: { kind: 'rectangle', width: 40, height: 20 },
  text: { text, position: { x: 0, y: 0 } },
  ...over,
})
const elsewhere = (text: string) => area(text, { position: { x: 500, y: 500 } })
const frontWith = (...areas: Area[]) => frontOf(drawnHall(['SSSS'], areas).plan)

const STAGE = { x: 30, y: 110 }
const FIRST_ROW = { x: 25, y: 10 }

describe('the front of a hall', () => {
  test.each([
    'Stage',
    'STAGE',
    'The Stage',
    'Main stage',
    'Stage 2',
    'Stage 12',
    'Stage B',
    ' stage\n(open air)',
    'Sta\u200bge',
    'Screen',
    'Große Bühne',
    'Große Bu\u0308hne',
    'BÜHNE',
    'Buehne',
    'Hauptbühne',
    'Leinwand',
    'Scène',
    'Sce\u0300ne principale',
    'Écran',
    'La scène principale',
    'Escenario principal',
    'Palcoscenico',
    'Palco',
    'Podium',
    'Scena',
    'Jeviště',
    'Színpad',
    'Näyttämö',
    'Sahne',
    'Σκηνή',
    'Главная сцена',
    'メインステージ',
    '舞台',
    '무대',
    'במה',
    'المسرح',
  ])('is the middle of its "%s"', (text) => {
    expect(frontWith(elsewhere('Bar'), area(text))).toEqual(STAGE)
  })

  test.each([
    'Backstage',
    'Stage door',
    'Stage entrance 2',
    'Entrance to the stage',
    'Stage left',
    'Bar',
    'Bühneneingang',
    'Eingang Bühne',
    'Zur Bühne',
    'Hinterbühne',
    'Entrée scène',
    'Scène (accès)',
    'Upstaged',
    'Screening room',
    'Hostage',
    'ステージ裏',
    '',
  ])('is not its "%s"', (text) => {
    expect(frontWith(area(text))).toEqual(FIRST_ROW)
  })

  test.each([
    ['Stage door', 'Stage'],
    ['Red stage', 'Stage'],
    ['Red stage', 'The stage'],
    ['Bühne Technik', 'Bühne'],
    ['Palco 1', 'Palcoscenico'],
    ['Foyer stage', 'Bühne'],
  ])('is not its "%s" if it has a "%s"', (other, stage) => {
    expect(frontWith(elsewhere(other), area(stage))).toEqual(STAGE)
  })

  test('is in front of the middle of its first row if it has no stage', () => {
    expect(frontOf(drawnHall([' SS ', 'SSSS', 'SSSS']).plan)).toEqual(FIRST_ROW)
  })

  test('is the focal point of the plan, even if it has a stage', () => {
    const { plan } = drawnHall(['SSSS'], [area('Stage')])
    expect(frontOf({ ...plan, focalPoint: { x: 7, y: 8 } })).toEqual({ x: 7, y: 8 })
  })

  test('is the focal point of a zone for the seats of that zone', () => {
    const { plan } = drawnHall(['SSSSSS'])
    const zones = plan.zones.map((zone) => ({ ...zone, focalPoint: { x: 60, y: 0 } }))
    const best = bestAvailable(new FreeSeats(new Hall({ ...plan, zones })), { quantity: 1 })

    expect(best).toEqual(['1-6'])
  })

  test('is the middle of a round or polygonal stage', () => {
    const points = [
      { x: 0, y: 0 },
      { x: 20, y: 0 },
      { x: 10, y: 30 },
    ]
    const ellipse = area('Stage', { outline: { kind: 'ellipse', radius: { x: 9, y: 9 } } })
    expect(frontWith(ellipse)).toEqual({ x: 10, y: 100 })
    expect(frontWith(area('Stage', { outline: { kind: 'polygon', points } }))).toEqual({
      x: 20,
      y: 110,
    })
    expect(frontWith(area('Stage', { outline: undefined }))).toEqual({ x: 10, y: 100 })
  })

  test('is the middle of a stage that is rotated around its corner', () => {
    const { x, y } = frontWith(area('Stage', { rotationDeg: 90 }))
    expect(x).toBeCloseTo(0)
    expect(y).toBeCloseTo(120)
  })
})
