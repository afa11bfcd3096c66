import { expect, test } from '@jest/globals'

import { redactPasswords } from '../../../src/adapters/system/redact-passwords.ts'

test.each([
  ['postgres://user:ticktock@db/shop', 'ticktock'],
  ['postgres://user:tick%2Ftock@db/shop', 'tick/tock and tick%2Ftock'],
  ['postgres://user:tick@tock@db/shop', 'tick@tock'],
  ['postgres://user:12/ticktock@db/shop', '12/ticktock'],
  ['postgres://db/shop?user=u&password=tick%20tock&sslmode=require', 'tick tock'],
  ['postgres://db/shop?password=tick+tock', 'tick tock'],
  ['redis://:ticktock@redis:6379', 'ticktock'],
  ['redis+sentinel://:ticktock@one,two/master', 'ticktock'],
  ['redis+sentinel://one,two/master?sentinelPassword=ticktock', 'ticktock'],
  ['redis+cluster://user:tick:tock%@one', 'tick:tock%'],
])('removes the password of %s, encoded and decoded', (url, text) => {
  const redacted = redactPasswords([undefined, url])(`AUTH failed with ${text}.`)

  expect(redacted).toMatch(/^AUTH failed with \*\*\*( and \*\*\*)?\.$/)
})

test('leaves a text unchanged without a password, or with a very short one', () => {
  const text = 'a postgres error at redis:6379'
  const urls = ['postgres://db/shop', 'redis://redis:6379', 'redis://:a@redis', undefined]

  expect(redactPasswords(urls)(text)).toBe(text)
})
