import { readFileSync } from 'node:fs'

import { describe, expect, test } from '@jest/globals'

import { PROBLEMS } from '../src/adapters/http/problems.ts'
import { readConfig, settings } from '../src/config.ts'

const readme = readFileSync('README.md', 'utf8')
const http = readFileSync('docs/http.md', 'utf8')

describe('the README', () => {
  const defaults = readConfig({})

  test.each(Object.keys(settings.shape))(
    'has %s in its table, with the default in force',
    (name) => {
      const value = defaults[name as keyof typeof defaults] as string | number | boolean | undefined
      const shown =
        value === undefined ? 'not set' : value === '' ? 'empty' : `\`${String(value)}\``

      expect(readme).toContain(`\n| \`${name}\` | ${shown} | `)
    },
  )

  test('has no setting in its table that there is not', () => {
    const table = readme.slice(readme.indexOf('## Settings'), readme.indexOf('## Operating it'))
    const named = [...table.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name)

    expect(named).toEqual(Object.keys(settings.shape))
  })

  test('names the test command that CI runs', () => {
    const ci = readFileSync('.ci/run', 'utf8').trim().split('\n').at(-1)

    expect(readme).toContain(`\`\`\`sh\n${ci}\n\`\`\``)
  })
})

test('docs/http.md has the table of errors that the service answers by, row by row', () => {
  const table = http.slice(http.indexOf('| code | status |'))
  const rows = table.split('\n').slice(2).join('\n').trim()

  expect(rows).toBe(
    Object.entries(PROBLEMS)
      .map(([code, { status, description }]) => `| \`${code}\` | ${status} | ${description} |`)
      .join('\n'),
  )
})
