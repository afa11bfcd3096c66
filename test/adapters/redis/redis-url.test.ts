import { describe, expect, test } from '@jest/globals'

import { parseRedisUrl } from '../../../src/adapters/redis/redis-url.ts'

describe('parseRedisUrl', () => {
  test.each(['redis://host', 'redis://:p@host:6380/2', 'rediss://u:p@[::1]:6380?family=6'])(
    'leaves the URL of a single server to the client library: %s',
    (url) => {
      expect(parseRedisUrl(url)).toEqual({ kind: 'single', url })
    },
  )

  test('reads the Sentinels and the name of the master', () => {
    expect(parseRedisUrl('redis+sentinel://one:26380,10.0.0.2/seats')).toEqual({
      kind: 'sentinel',
      sentinels: [
        { host: 'one', port: 26_380 },
        { host: '10.0.0.2', port: 26_379 },
      ],
      masterName: 'seats',
      db: 0,
      tls: false,
    })
  })

  test('reads the login, the database, the password of the Sentinels, and TLS', () => {
    const url = 'rediss+sentinel://us%40er:p:%2F@[::1]:1/my%20seats/3?sentinelPassword=a%26b'

    expect(parseRedisUrl(url)).toEqual({
      kind: 'sentinel',
      sentinels: [{ host: '::1', port: 1 }],
      masterName: 'my seats',
      db: 3,
      sentinelPassword: 'a&b',
      username: 'us@er',
      password: 'p:/',
      tls: true,
    })
  })

  test('reads the nodes of a Cluster', () => {
    expect(parseRedisUrl('redis+cluster://one,two:7001/')).toEqual({
      kind: 'cluster',
      nodes: [
        { host: 'one', port: 6_379 },
        { host: 'two', port: 7_001 },
      ],
      tls: false,
    })
    expect(parseRedisUrl('rediss+cluster://:p@ss@one')).toEqual({
      kind: 'cluster',
      nodes: [{ host: 'one', port: 6_379 }],
      password: 'p@ss',
      tls: true,
    })
  })

  test.each([
    ['', /redis:\/\/host:6379, redis\+sentinel:.* or redis\+cluster:/],
    ['host:6379', /redis:\/\/host:6379, redis\+sentinel:.* or redis\+cluster:/],
    ['redis://', /redis:\/\/host:6379, redis\+sentinel:.* or redis\+cluster:/],
    ['http://host', /redis:\/\/host:6379, redis\+sentinel:.* or redis\+cluster:/],
    ['redis+other://host', /redis:\/\/host:6379, redis\+sentinel:.* or redis\+cluster:/],
    ['redis+sentinel://host', /like redis\+sentinel:.*name-of-the-master/],
    ['redis+sentinel://host/', /like redis\+sentinel:.*name-of-the-master/],
    ['redis+sentinel:///seats', /like redis\+sentinel:/],
    ['redis+sentinel://one,,two/seats', /like redis\+sentinel:/],
    ['redis+sentinel://one:0/seats', /like redis\+sentinel:/],
    ['redis+sentinel://one:65536/seats', /like redis\+sentinel:/],
    ['redis+sentinel://one:x/seats', /like redis\+sentinel:/],
    ['redis+sentinel://one/seats/first', /<database>/],
    ['redis+sentinel://one/seats?sentinelpassword=x', /sentinelPassword/],
    ['redis+cluster://', /like redis\+cluster:/],
    ['redis+cluster://one two', /like redis\+cluster:/],
    ['redis+cluster://one/1', /only database 0/],
    ['redis+cluster://one?x=y', /like redis\+cluster:/],
    ['redis+cluster://u:%@one', /percent-encoded/],
  ])('refuses %j with a message that shows the allowed form', (url, message) => {
    expect(() => parseRedisUrl(url)).toThrow(message)
  })
})
