import { describe, expect, test } from '@jest/globals'

import { HttpProblem } from '../../../../src/adapters/http/answers/http-problem.ts'
import { Clients } from '../../../../src/adapters/http/limits/clients.ts'

interface Sent {
  readonly trustProxy?: string
  readonly peer?: string | undefined
  readonly forwardedFor?: string
}

function clientOf({ trustProxy, peer, forwardedFor }: Sent): string {
  return new Clients(trustProxy).of({
    headers: forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor },
    socket: { remoteAddress: peer },
  })
}

const viaProxy = (forwardedFor: string, trustProxy = '1'): string =>
  clientOf({ trustProxy, peer: '10.0.0.1', forwardedFor })

/** The code of the error that this throws. */
function codeOf(call: () => unknown): string | undefined {
  try {
    call()
    return undefined
  } catch (error) {
    if (error instanceof HttpProblem) return error.code
    throw error
  }
}

describe('without a trusted proxy, the client is the address of the connection', () => {
  test.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::ffff:c000:201', '192.0.2.1'],
    ['2001:db8:1:2ff:3::4', '2001:db8:1:200::/56'],
    ['2001:DB8:1:2AB::', '2001:db8:1:200::/56'],
    ['fe80::1%eth0', 'fe80::/56'],
    ['::1', '::/56'],
  ])('%s is %s', (peer, client) => {
    expect(clientOf({ peer })).toBe(client)
    expect(clientOf({ peer, forwardedFor: '203.0.113.9' })).toBe(client)
  })

  test('which is known after the connection has closed', () => {
    const clients = new Clients()
    const socket: { remoteAddress: string | undefined } = { remoteAddress: '192.0.2.1' }
    clients.of({ headers: {}, socket })
    socket.remoteAddress = undefined

    expect(clients.of({ headers: {}, socket })).toBe('192.0.2.1')
  })

  test('and connections without an address are one client', () => {
    expect(clientOf({ peer: undefined })).toBe('unknown')
  })
})

describe('behind a trusted proxy, the client is in X-Forwarded-For', () => {
  test.each([
    ['203.0.113.9', '203.0.113.9'],
    ['203.0.113.9:51234', '203.0.113.9'],
    [' 203.0.113.9 ', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['::ffff:cb00:7109', '203.0.113.9'],
    ['[::ffff:203.0.113.9]:51234', '203.0.113.9'],
    ['2001:db8:1:2ff::1', '2001:db8:1:200::/56'],
    ['[2001:db8:1:2ff::1]', '2001:db8:1:200::/56'],
    ['[2001:db8:1:2ff::1]:443', '2001:db8:1:200::/56'],
    ['[fe80::1%eth0]:443', 'fe80::/56'],
    ['unknown, 203.0.113.9:1', '203.0.113.9'],
    ['198.51.100.1, 203.0.113.9', '203.0.113.9'],
  ])('%j is %s', (forwardedFor, client) => {
    expect(viaProxy(forwardedFor)).toBe(client)
    expect(viaProxy(forwardedFor, '10.0.0.0/8')).toBe(client)
  })

  test.each([
    '',
    ' ',
    ',',
    'unknown',
    '_hidden',
    '_gazonk:80',
    'client.example',
    '203.0.113.9, ',
    '203.0.113.9, unknown',
    '203.0.113.9:',
    '203.0.113.9:port',
    '203.0.113.9:65536',
    '203.0.113',
    '203.0.113.09',
    '[203.0.113.9]:80',
    '[2001:db8::1',
    '2001:db8::1]',
    '[2001:db8::1]443',
    '"[2001:db8::1]"',
    'for=203.0.113.9',
    '{*}',
    'x'.repeat(16_000),
    ':'.repeat(16_000),
  ])('%j names no client: refused', (forwardedFor) => {
    expect(codeOf(() => viaProxy(forwardedFor))).toBe('client-unknown')
    expect(codeOf(() => viaProxy(forwardedFor, 'uniquelocal'))).toBe('client-unknown')
  })

  test.each(['1', '2', 'loopback,10.0.0.0/8'])(
    'a missing header is refused with TRUST_PROXY=%s',
    (trustProxy) => {
      expect(codeOf(() => clientOf({ trustProxy, peer: '10.0.0.1' }))).toBe('client-unknown')
    },
  )
})

describe('the client in X-Forwarded-For', () => {
  test('is as many entries from the end as there are proxies', () => {
    expect(viaProxy('198.51.100.1, 203.0.113.9, 10.9.9.9', '2')).toBe('203.0.113.9')
  })

  test('is unknown if there are fewer entries than proxies', () => {
    expect(codeOf(() => viaProxy('203.0.113.9', '2'))).toBe('client-unknown')
  })

  test('is the last entry that is not a trusted address', () => {
    const forwardedFor = 'unknown, 203.0.113.9, 10.1.1.1, [::ffff:10.2.2.2]:80'

    expect(viaProxy(forwardedFor, '10.0.0.0/8')).toBe('203.0.113.9')
  })

  test('is the first entry if all are trusted addresses', () => {
    expect(viaProxy('10.3.3.3, 10.2.2.2', '10.0.0.0/8')).toBe('10.3.3.3')
  })

  test('is ignored if the connection is not from a trusted address', () => {
    const sent = { peer: '192.0.2.1', forwardedFor: '203.0.113.9' }

    expect(clientOf({ ...sent, trustProxy: '10.0.0.0/8' })).toBe('192.0.2.1')
    expect(clientOf({ ...sent, trustProxy: '0' })).toBe('192.0.2.1')
  })

  test.each([
    ['loopback', '127.1.2.3', '::ffff:127.0.0.1', '::1'],
    ['linklocal', '169.254.0.1', 'fe80::1%eth0'],
    ['uniquelocal', '10.1.1.1', '172.16.0.1', '192.168.1.1', 'fd00::1', '::ffff:192.168.1.1'],
  ])('%s names networks', (trustProxy, ...peers) => {
    for (const peer of peers) {
      expect(clientOf({ trustProxy, peer, forwardedFor: '203.0.113.9' })).toBe('203.0.113.9')
    }
  })
})

describe('a connection', () => {
  const clientOn = (trustProxy: string | undefined, remoteAddress: string) =>
    new Clients(trustProxy).ofConnection({ remoteAddress })

  test('belongs to the client at the other end', () => {
    expect(clientOn(undefined, '::ffff:192.0.2.1')).toBe('192.0.2.1')
    expect(clientOn('10.0.0.0/8', '192.0.2.1')).toBe('192.0.2.1')
  })

  test('of a trusted proxy belongs to no client', () => {
    expect(clientOn('1', '192.0.2.1')).toBeUndefined()
    expect(clientOn('10.0.0.0/8', '::ffff:10.0.0.1')).toBeUndefined()
  })
})
