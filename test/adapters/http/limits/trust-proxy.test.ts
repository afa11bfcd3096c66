import { describe, expect, test } from '@jest/globals'
import express from 'express'

import { parseTrustedProxies } from '../../../../src/adapters/http/limits/trust-proxy.ts'

describe('trusted proxies', () => {
  test.each([
    ['0', 0],
    ['1', 1],
    ['10', 10],
    ['192.0.2.1', ['192.0.2.1']],
    ['10.0.0.0/8, fd00::/8', ['10.0.0.0/8', 'fd00::/8']],
    ['loopback,linklocal, uniquelocal', ['loopback', 'linklocal', 'uniquelocal']],
    ['::1', ['::1']],
  ])('%s is taken, by Express too', (text, proxies) => {
    expect(parseTrustedProxies(text)).toEqual(proxies)
    expect(() => express().set('trust proxy', parseTrustedProxies(text))).not.toThrow()
  })

  test.each([
    'true',
    '11',
    '-1',
    '1.5',
    'proxy.example.com',
    '10.0.0.0/33',
    '0.0.0.0/0',
    '::/0',
    '10.0.0.0/',
    '10.0.0',
    'loopback,',
    '10.0.0.1;10.0.0.2',
  ])('%s is not', (text) => {
    expect(() => parseTrustedProxies(text)).toThrow(
      'must be a number of proxies from 0 to 10, or a list of addresses, networks like 10.0.0.0/8, ' +
        'and loopback, linklocal, uniquelocal',
    )
  })
})
