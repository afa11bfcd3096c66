import { expect, test } from '@jest/globals'

import { Metrics } from '../../../src/adapters/metrics/metrics.ts'

test('a second scrape has the same counts plus those added since', async () => {
  const metrics = new Metrics()
  metrics.seatsSaved('booked', 'saved')
  metrics.seatsSaved('booked', 'saved')
  metrics.seatsSaved('held', 'saved')
  metrics.seatsSaved('booked', 'conflict')
  const saves = async () => (await metrics.render()).match(/^holdfast_saves_total\{.*$/gm)
  const counts = [
    'holdfast_saves_total{action="booked",outcome="saved"} 2',
    'holdfast_saves_total{action="booked",outcome="conflict"} 1',
    'holdfast_saves_total{action="held",outcome="saved"} 1',
  ]
  expect(await saves()).toEqual(counts)
  expect(await saves()).toEqual(counts)

  metrics.seatsSaved('held', 'saved')
  const { saved, savesInConflict } = await metrics.totals()
  expect(Object.fromEntries(saved)).toEqual({ booked: 2, held: 2 })
  expect(savesInConflict).toBe(1)
})
