import { expect, test } from '@jest/globals'

import { createLogger } from '../../../src/adapters/system/logger.ts'
import type { LogLine } from '../../../tools/servers/service-process.ts'

function logged(err: unknown): LogLine {
  let line = ''
  const output = {
    write: (text: string) => {
      line += text
    },
  }
  const redact = (text: string) => text.replaceAll('ticktock', '***')
  createLogger({ level: 'info', output, redact }).warn({ err }, 'failed')
  return JSON.parse(line) as LogLine
}

test('an error is logged with its type, message, stack with causes, and code', () => {
  const cause = new RangeError('too far')
  const error = Object.assign(new TypeError('broken', { cause }), { code: 'E_BROKEN' })

  expect(logged(error)).toMatchObject({ level: 40, msg: 'failed' })
  expect(logged(error)['err']).toEqual({
    type: 'TypeError',
    message: 'broken: too far',
    stack: expect.stringMatching(/^TypeError: broken\n[^]*caused by: RangeError: too far/),
    code: 'E_BROKEN',
  })
})

test('other fields of an error, and passwords in its message, are not logged', () => {
  const cause = Object.assign(new Error("unknown command 'AUTH', with: 'ticktock'"), {
    command: { name: 'auth', args: ['ticktock'] },
  })
  const line = JSON.stringify(logged(new Error('Redis refused', { cause })))

  expect(line).toContain("with: '***'")
  expect(line).not.toContain('ticktock')
})

test('a value that is not an error is logged unchanged', () => {
  expect(logged({ type: 'StoreUnavailableError', message: 'unavailable' })['err']).toEqual({
    type: 'StoreUnavailableError',
    message: 'unavailable',
  })
})
