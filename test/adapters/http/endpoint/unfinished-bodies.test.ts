import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import { until } from '../../../../tools/until.ts'
import { RawConnection } from '../../../drivers/raw-connection.ts'
import { RunningApp } from '../../../drivers/running-app.ts'

/** For all clients; one client may use half of it. */
const UPLOAD_BYTES_MAX = 2_000

let app: RunningApp
let connections: RawConnection[]
beforeEach(async () => {
  app = await RunningApp.start({
    limits: { uploadBytesMax: UPLOAD_BYTES_MAX },
    trustProxy: 'loopback',
  })
  connections = []
})
afterEach(async () => {
  for (const connection of connections) connection.drop()
  await app.stop()
})

async function uploadBytes(): Promise<number> {
  return Number(/^holdfast_http_upload_bytes (\d+)$/m.exec(await app.metrics.render())?.[1])
}

const headersOf = (client: string, length: string) =>
  `POST /api/book/50 HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: ${client}\r\n` +
  `Content-Type: application/json\r\n${length}\r\n\r\n`

/** Sends part of a body of 1,000 bytes, and waits until the service has received it. */
async function upload(client: string, bytes: number): Promise<RawConnection> {
  const before = await uploadBytes()
  const connection = await RawConnection.open(app.server.port)
  connections.push(connection)
  connection.send(headersOf(client, 'Content-Length: 1000') + ' '.repeat(bytes))
  await until(async () => connection.received !== '' || (await uploadBytes()) === before + bytes)
  return connection
}

describe('bodies that are being received', () => {
  test('are refused with 429 beyond the share of one client', async () => {
    await upload('203.0.113.1', 500)
    await upload('203.0.113.1', 500)
    const refused = await upload('203.0.113.1', 1)

    expect(refused.received).toMatch(/^HTTP\/1.1 429 [^]*\r\nRetry-After: 1\r\n/)
    expect(refused.received).toContain('"code":"too-many-concurrent-requests"')
    expect(await uploadBytes()).toBe(1_000)
    expect((await upload('203.0.113.2', 500)).received).toBe('')
  })

  test('are refused with 503 beyond the limit for all clients', async () => {
    for (const client of ['203.0.113.1', '203.0.113.2']) await upload(client, 1_000 - 1)
    const refused = await upload('203.0.113.3', 3)

    expect(refused.received).toMatch(/^HTTP\/1.1 503 [^]*\r\nRetry-After: 1\r\n/)
    expect(refused.received).toContain('"code":"overloaded"')
    expect(app.seats.saved).toEqual([])
  })

  test('stop counting when they are refused, complete or aborted', async () => {
    const [first, second] = [await upload('203.0.113.1', 600), await upload('203.0.113.1', 200)]
    first.send(' '.repeat(300))
    await until(() => first.received.includes('"code":"too-many-concurrent-requests"'))
    expect(await uploadBytes()).toBe(200)

    second.send(' '.repeat(800))
    await until(() => second.received.includes('"code":"malformed-json"'))
    expect(await uploadBytes()).toBe(0)

    ;(await upload('203.0.113.1', 700)).drop()
    await until(async () => (await uploadBytes()) === 0)
  })

  test('leave the connection usable after a refusal', async () => {
    const connection = await upload('203.0.113.1', 700)
    await upload('203.0.113.1', 300)
    connection.send(' '.repeat(200))
    await until(() => connection.received.includes('HTTP/1.1 429 '))

    connection.send(' '.repeat(100))
    connection.send(headersOf('203.0.113.1', 'Content-Length: 0'))
    await until(() => connection.received.includes('HTTP/1.1 200 '))
  })

  test('take no more memory in many small chunks than in a few large ones', async () => {
    const connection = await RawConnection.open(app.server.port)
    connections.push(connection)
    const chunk = '1\r\n \r\n'
    connection.send(headersOf('203.0.113.1', 'Transfer-Encoding: chunked') + chunk.repeat(500))
    await until(async () => (await uploadBytes()) >= 500)

    expect(await uploadBytes()).toBeLessThanOrEqual(1_000)
  })
})
