import { afterEach, expect, test } from '@jest/globals'

import { until } from '../../../../tools/until.ts'
import { RunningApp } from '../../../drivers/running-app.ts'
import { StreamReader } from '../../../drivers/stream-reader.ts'

interface ActivityData {
  readonly booked: number
  readonly refused: Readonly<Record<string, number>>
  readonly watchers: number
}

let app: RunningApp
const readers: StreamReader[] = []
afterEach(async () => {
  for (const reader of readers.splice(0)) reader.drop()
  await app.stop()
})

async function watch(headers: Record<string, string> = {}): Promise<StreamReader> {
  const reader = await StreamReader.open(`${app.url}/api/activity`, { headers })
  readers.push(reader)
  return reader
}

const dataOf = (reader: StreamReader, name = 'activity') =>
  reader.events.filter((event) => event.name === name).map(({ data }) => data as unknown)

const sumOf = (reader: StreamReader, count: (activity: ActivityData) => number | undefined) =>
  (dataOf(reader) as ActivityData[]).reduce((sum, activity) => sum + (count(activity) ?? 0), 0)

test('sends the activity since the last event', async () => {
  app = await RunningApp.start()
  const reader = await watch()
  expect(reader.response.headers['content-type']).toBe('text/event-stream')
  await until(() => dataOf(reader).length > 0)
  await app.book('1')
  await app.book('1')
  await app.book('2')

  await until(() => sumOf(reader, ({ booked }) => booked) === 2)
  await until(() => sumOf(reader, ({ refused }) => refused['seat-already-booked']) === 1)
  expect(dataOf(reader)[0]).toMatchObject({ instance: 'test', watchers: 1, requests: 0 })
})

test('begins with the last minute if there was a reader then', async () => {
  app = await RunningApp.start()
  const first = await watch()
  await until(() => dataOf(first).length > 2)
  const second = await watch()
  await until(() => dataOf(second).length > 0)

  const [recent] = dataOf(second, 'recent') as ActivityData[][]
  expect(second.events[0]?.name).toBe('recent')
  expect(dataOf(first).slice(0, recent?.length)).toEqual(recent)
  expect(dataOf(first, 'recent')).toEqual([])
})

test('is available while all other requests are refused', async () => {
  app = await RunningApp.start({ limits: { requestsInFlightMax: 0 } })
  const reader = await watch()
  await until(() => dataOf(reader).length > 0)
  expect((await app.fetch('/api/events')).status).toBe(503)

  await until(() => sumOf(reader, ({ refused }) => refused['overloaded']) === 1)
})

test('is limited per client, also behind a proxy', async () => {
  const streams = { streamsMax: 4, streamsPerClientMax: 1 }
  app = await RunningApp.start({ streams, trustProxy: '1' })
  const from = (client: string) => watch({ 'X-Forwarded-For': client })

  expect((await from('192.0.2.1')).status).toBe(200)
  expect((await from('192.0.2.2')).status).toBe(200)
  const refused = await from('192.0.2.1')
  expect(refused.status).toBe(429)
  await until(() => refused.received.includes('"code":"too-many-streams-per-client"'))
})

test('has separate slots, which the streams of buyers do not use up', async () => {
  app = await RunningApp.start({ streams: { streamsMax: 1 } })
  const buyer = await StreamReader.open(`${app.url}/api/events/gala/stream`)
  readers.push(buyer)
  expect(buyer.status).toBe(200)
  expect((await watch()).status).toBe(200)

  const response = await app.fetch('/api/activity')
  expect(response.status).toBe(503)
  expect(await response.json()).toMatchObject({ code: 'too-many-streams' })
})
