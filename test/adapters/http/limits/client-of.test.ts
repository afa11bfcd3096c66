import { describe, expect, test } from '@jest/globals'

import { clientOf } from '../../../../src/adapters/http/limits/client-of.ts'

const client = (ip: string | undefined, remoteAddress?: string): string =>
  clientOf({ ip, socket: { remoteAddress } })

describe('a client is', () => {
  test.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2ff:3::4', '2001:db8:1:200::/56'],
    ['2001:DB8:1:2AB::', '2001:db8:1:200::/56'],
    ['fe80::1%eth0', 'fe80::/56'],
    ['::1', '::/56'],
  ])('for %s: %s', (ip, expected) => {
    expect(client(ip)).toBe(expected)
  })

  test.each([undefined, '', 'unknown', '192.0.2.1:80', '{*}', '192.0.2.1\r\nX: y'])(
    'for %j, which is no address, the connection it came on',
    (ip) => {
      expect(client(ip, '::ffff:10.0.0.1')).toBe('10.0.0.1')
    },
  )

  test('still something when the connection has gone', () => {
    expect(client(undefined)).toBe('unknown')
  })
})
