import type { LookupAddress } from 'node:dns'

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import { guardedLookup } from '../../../src/adapters/webhooks/guarded-lookup.ts'
import {
  HttpWebhookSender,
  type HttpWebhookSenderOptions,
} from '../../../src/adapters/webhooks/http-webhook-sender.ts'
import type { MessageToSend } from '../../../src/application/ports/webhook-sender.port.ts'
import { eventRecordOf } from '../../../src/domain/event.ts'
import type { WebhookMessage } from '../../../src/domain/webhook.ts'
import { eventWithSeats } from '../../builders/event-with-seats.ts'
import { newWebhook, WEBHOOK_SECRET } from '../../builders/webhook.ts'
import { PATIENCE_MS } from '../../drivers/patience.ts'
import { verified, WebhookReceiver } from '../../drivers/webhook-receiver.ts'

const SHORT_MS = 200
const NEXT_SECRET = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD'

const message: WebhookMessage = {
  eventId: 'gala',
  revision: 7,
  type: 'booking.created',
  change: {
    action: 'confirmed',
    actor: 'seller',
    requestId: 'r-1',
    at: new Date('2026-06-01T10:00:00.123Z'),
    holdId: 'h-1',
    bookingId: 'b-1',
  },
  seats: [{ seatId: 'Ä-1', version: 2 }],
}

describe('HttpWebhookSender', () => {
  let receiver: WebhookReceiver
  let senders: HttpWebhookSender[]
  beforeEach(async () => {
    receiver = await WebhookReceiver.start()
    senders = []
  })
  afterEach(async () => {
    for (const each of senders) each.close()
    await receiver.stop()
  })

  const sender = (over: Partial<HttpWebhookSenderOptions> = {}) => {
    const options = { allowsPrivateAddresses: true, timeoutMs: PATIENCE_MS, ...over }
    const created = new HttpWebhookSender(options)
    senders.push(created)
    return created
  }
  const toSend = (over: Partial<MessageToSend> = {}): MessageToSend => ({
    webhook: newWebhook({ url: receiver.url }),
    message,
    now: new Date(),
    ...over,
  })

  test('sends a message that a receiver can verify', async () => {
    const result = await sender().send(toSend())

    expect(result).toEqual({ outcome: 'accepted', status: 204 })
    const [received] = receiver.received
    if (!received) throw new Error('Nothing was received')
    expect(received.path).toBe('/webhooks')
    expect(received.headers).toMatchObject({
      'content-type': 'application/json',
      'user-agent': 'Holdfast-Webhooks',
    })
    expect(verified(WEBHOOK_SECRET, received)).toEqual({
      type: 'booking.created',
      timestamp: '2026-06-01T10:00:00.123Z',
      data: {
        eventId: 'gala',
        revision: 7,
        action: 'confirmed',
        actor: 'seller',
        requestId: 'r-1',
        holdId: 'h-1',
        bookingId: 'b-1',
        seats: [{ seatId: 'Ä-1', version: 2 }],
      },
    })
    expect(() => verified(NEXT_SECRET, received)).toThrow('No matching signature found')
  })

  test('sends a change of the event itself', async () => {
    const { actor, requestId, at } = message.change
    const update = {
      changed: ['status' as const],
      event: eventRecordOf(eventWithSeats('gala', ['A-1'], { status: 'closed' })),
    }
    const change = { actor, requestId, at, action: 'event-updated' as const }
    await sender().send(
      toSend({ message: { ...message, type: 'event.updated', change, seats: [], update } }),
    )

    const [received] = receiver.received
    expect(received && verified(WEBHOOK_SECRET, received)).toEqual({
      type: 'event.updated',
      timestamp: '2026-06-01T10:00:00.123Z',
      data: {
        eventId: 'gala',
        revision: 7,
        action: 'event-updated',
        actor: 'seller',
        requestId: 'r-1',
        seats: [],
        changed: ['status'],
        event: {
          eventId: 'gala',
          version: 1,
          planVersion: 1,
          name: 'The gala',
          status: 'closed',
          createdAt: '2026-05-01T09:00:00.001Z',
          seatCount: 1,
        },
      },
    })
  })

  test('signs with both secrets after a rotation', async () => {
    const validUntil = new Date(Date.now() + PATIENCE_MS)
    const previousSecret = { value: WEBHOOK_SECRET, validUntil }
    const webhook = newWebhook({ url: receiver.url, secret: NEXT_SECRET, previousSecret })
    await sender().send(toSend({ webhook }))

    const [received] = receiver.received
    if (!received) throw new Error('Nothing was received')
    for (const secret of [WEBHOOK_SECRET, NEXT_SECRET]) {
      expect(verified(secret, received)).toMatchObject({ type: 'booking.created' })
    }
  })

  test('gives a message the same id each time, and other messages other ids', async () => {
    const others: Partial<MessageToSend>[] = [
      { now: new Date(Date.now() + 60_000) },
      { webhook: newWebhook({ url: receiver.url, id: 'w-2' }) },
      { message: { ...message, eventId: 'premiere' } },
      { message: { ...message, revision: 8 } },
      { message: { ...message, change: { ...message.change, requestId: 'r-2' } } },
    ]
    for (const over of [{}, ...others]) await sender().send(toSend(over))

    const [first, again, ...different] = receiver.received.map(
      ({ headers }) => headers['webhook-id'],
    )
    expect(first).toMatch(/^msg_[\w-]{32}$/)
    expect(again).toBe(first)
    expect(new Set([first, ...different]).size).toBe(others.length)
  })

  test.each([
    [200, 'accepted'],
    [299, 'accepted'],
    [301, 'failed'],
    [400, 'failed'],
    [410, 'gone'],
    [500, 'failed'],
  ] as const)('takes the status %i as %s', async (status, outcome) => {
    receiver.answer = (response) => response.writeHead(status).end('ignored')
    expect(await sender().send(toSend())).toEqual({ outcome, status })
  })

  test('follows no redirect', async () => {
    receiver.answer = (response, { path }) =>
      path === '/webhooks'
        ? response.writeHead(307, { location: '/elsewhere' }).end()
        : response.writeHead(204).end()

    expect(await sender().send(toSend())).toEqual({ outcome: 'failed', status: 307 })
    expect(receiver.received.map(({ path }) => path)).toEqual(['/webhooks'])
  })

  test('ends an attempt that takes too long', async () => {
    receiver.answer = () => undefined
    const result = await sender({ timeoutMs: SHORT_MS }).send(toSend())

    expect(result).toEqual({ outcome: 'failed', error: `no response in ${SHORT_MS} ms` })
  })

  test('ends an attempt when it is told to', async () => {
    const stopping = new AbortController()
    receiver.answer = () => {
      stopping.abort()
    }
    const result = await sender().send(toSend({ signal: stopping.signal }))

    expect(result).toEqual({ outcome: 'failed', error: 'aborted: this instance is stopping' })
  })

  test('does not wait for the body of a response, and reads no endless one', async () => {
    const isClosed = Promise.withResolvers<undefined>()
    receiver.answer = (response) => {
      response.on('close', () => {
        isClosed.resolve(undefined)
      })
      const write = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
        response.once('drain', write)
      }
      write()
    }

    expect(await sender().send(toSend())).toEqual({ outcome: 'accepted', status: 200 })
    await isClosed.promise
  })

  test('takes a connection that breaks as a failure', async () => {
    receiver.answer = () => {
      receiver.disconnectAll()
    }

    expect(await sender().send(toSend())).toEqual({ outcome: 'failed', error: 'socket hang up' })
    expect(receiver.received).toHaveLength(1)
  })

  test('takes a change of the protocol as a failure', async () => {
    receiver.answer = (response) =>
      response.writeHead(101, { Upgrade: 'websocket', Connection: 'Upgrade' }).end()

    expect(await sender().send(toSend())).toEqual({
      outcome: 'failed',
      error: 'the connection was closed without a response',
    })
  })

  test('uses a connection again, unless the receiver has closed it', async () => {
    const one = sender()
    for (let i = 0; i < 3; i++) await one.send(toSend())
    expect(receiver.connectionCount).toBe(1)
    receiver.answer = (response) => {
      if (receiver.received.length === 4) receiver.disconnectAll()
      else response.writeHead(204).end()
    }

    expect(await one.send(toSend())).toEqual({ outcome: 'accepted', status: 204 })
    expect(receiver.received).toHaveLength(5)
  })

  test('takes a port where nothing listens as a failure', async () => {
    const message = toSend()
    await receiver.stop()
    const result = await sender().send(message)
    receiver = await WebhookReceiver.start()

    expect(result.error).toMatch(/ECONNREFUSED/)
  })

  describe('without private addresses', () => {
    const PUBLIC = { address: '93.184.215.14', family: 4 }
    const LOOPBACK = { address: '127.0.0.1', family: 4 }
    const guarded = (...answers: (readonly LookupAddress[])[]) =>
      sender({
        allowsPrivateAddresses: false,
        resolve: async () => answers.shift() ?? [],
      })

    test.each([
      ['http://127.0.0.1/', false],
      ['http://127.1/', false],
      ['http://2130706433/', false],
      ['http://0x7f.0.0.1/', false],
      ['http://0177.0.0.1/', false],
      ['http://[::1]/', false],
      ['http://[::ffff:127.0.0.1]/', false],
      ['http://[::127.0.0.1]/', false],
      ['http://[64:ff9b::127.0.0.1]/', false],
      ['http://[2002:7f00:1::]/', false],
      ['http://[fe80::1]/', false],
      ['http://[fd00:ec2::254]/', false],
      ['http://[::]/', false],
      ['http://0.0.0.0/', false],
      ['http://10.1.2.3/', false],
      ['http://172.16.0.1/', false],
      ['http://192.168.1.1/', false],
      ['http://100.64.0.1/', false],
      ['http://169.254.169.254/latest/meta-data/', false],
      ['http://224.0.0.1/', false],
      ['http://255.255.255.255/', false],
      ['https://user:password@93.184.215.14/', false],
      ['ftp://93.184.215.14/', false],
      ['file:///etc/passwd', false],
      ['no URL', false],
      ['https://93.184.215.14:8443/path?query', true],
      ['https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/', true],
    ])('%s is allowed: %s', async (url, isAllowed) => {
      expect(await guarded().isAllowed(url)).toBe(isAllowed)
    })

    test.each([
      ['a public address', [PUBLIC], true],
      ['a private address', [LOOPBACK], false],
      ['one of each', [PUBLIC, LOOPBACK], false],
      ['no address', [], false],
    ])('a name with %s is allowed: %s', async (_, addresses, isAllowed) => {
      expect(await guarded(addresses).isAllowed('https://shop.example/')).toBe(isAllowed)
    })

    test('a name that cannot be resolved is not allowed', async () => {
      const resolve = () => Promise.reject(new Error('ENOTFOUND'))
      const failing = sender({ allowsPrivateAddresses: false, resolve })
      expect(await failing.isAllowed('https://shop.example/')).toBe(false)
    })

    test('nothing is sent to a name that has a private address only when connecting', async () => {
      const rebound = guarded([PUBLIC], [LOOPBACK])
      const url = `http://shop.example:${receiver.port}/webhooks`
      expect(await rebound.isAllowed(url)).toBe(true)
      const result = await rebound.send(toSend({ webhook: newWebhook({ url }) }))

      expect(result).toEqual({ outcome: 'failed', error: 'the host has a private address' })
      expect(receiver.connectionCount).toBe(0)
    })

    test.each(['127.0.0.1', '[::ffff:127.0.0.1]', 'localhost'])(
      'nothing is sent to %s, even if it was registered before',
      async (host) => {
        const url = `http://${host}:${receiver.port}/webhooks`
        const result = await guarded([LOOPBACK]).send(toSend({ webhook: newWebhook({ url }) }))

        expect(result).toEqual({ outcome: 'failed', error: 'the host has a private address' })
        expect(receiver.connectionCount).toBe(0)
      },
    )

    test('a connection gets the addresses that were checked', async () => {
      const other = { address: '2606:2800:21f:cb07:6820:80da:af6b:8b2c', family: 6 }
      const resolved = [[PUBLIC, other], [other, PUBLIC], []]
      const lookup = guardedLookup(async () => resolved.shift() ?? [])
      const found = (all: boolean) =>
        new Promise((resolve) => {
          lookup('shop.example', { all }, (...result) => {
            resolve(result)
          })
        })

      expect(await found(true)).toEqual([null, [PUBLIC, other]])
      expect(await found(false)).toEqual([null, other.address, 6])
      expect(await found(false)).toMatchObject([{ message: 'the host has no address' }, ''])
    })
  })
})
