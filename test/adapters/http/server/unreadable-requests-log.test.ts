import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import { pino } from 'pino'

import { logUnreadableRequests } from '../../../../src/adapters/http/server/observe-requests.ts'

interface Line {
  readonly msg: string
  readonly requestCount?: number
  readonly status?: number
}

let lines: Line[]
beforeEach(() => {
  lines = []
  jest.useFakeTimers()
})
afterEach(() => {
  jest.useRealTimers()
})

test('unreadable requests cannot fill the log: those beyond the limit are counted', () => {
  const logger = pino({}, { write: (line) => void lines.push(JSON.parse(line) as Line) })
  const log = logUnreadableRequests({ logger, logLinesPerSecondMax: 2 })

  for (let i = 0; i < 5; i++) log(new Error('Parse Error'), 400)
  expect(lines.map(({ msg, status }) => [msg, status])).toEqual([
    ['Unreadable request', 400],
    ['Unreadable request', 400],
  ])

  jest.advanceTimersByTime(1_000)
  expect(lines.at(-1)).toMatchObject({ requestCount: 3 })
})
