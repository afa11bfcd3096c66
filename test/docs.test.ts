import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { describe, expect, test } from '@jest/globals'

import { PROBLEMS } from '../src/adapters/http/answers/problems.ts'
import { readConfig, settings } from '../src/config.ts'

const readme = readFileSync('README.md', 'utf8')
const settingsPage = readFileSync('docs/settings.md', 'utf8')
const http = readFileSync('docs/http.md', 'utf8')

describe('docs/settings.md', () => {
  const defaults = readConfig({})

  test.each(Object.keys(settings.shape))('has a row for %s, with the default in force', (name) => {
    const value = defaults[name as keyof typeof defaults] as string | number | boolean | undefined
    const shown = value === undefined ? 'not set' : value === '' ? 'empty' : `\`${String(value)}\``

    expect(settingsPage).toContain(`\n| \`${name}\` | ${shown} | `)
  })

  test('has one row for each setting, and no other', () => {
    const rows = Array.from(settingsPage.matchAll(/^\| `([A-Z_]+)` \|/gm), ([, name]) => name)

    expect(rows.sort()).toEqual(Object.keys(settings.shape).sort())
  })
})

describe('the README', () => {
  test('has at most 150 lines', () => {
    expect(readme.trimEnd().split('\n').length).toBeLessThanOrEqual(150)
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

describe('the documentation', () => {
  const pages = globSync(['*.md', 'docs/**/*.md', '{bench,client,web}/*.md'])

  test('names only npm scripts that exist', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: object }
    const named = pages.flatMap((page) =>
      Array.from(
        readFileSync(page, 'utf8').matchAll(/npm run ([a-z][\w:-]*)/g),
        ([, name]) => name,
      ),
    )

    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named))
  })

  test.each(pages)('%s links to files and headings that exist', (page) => {
    expect(linksOf(page).filter(({ target, anchor }) => !isThere(target, anchor))).toEqual([])
  })
})

function linksOf(page: string): { target: string; anchor: string | undefined }[] {
  const links = readFileSync(page, 'utf8').matchAll(/\]\((?!\w+:)([^)#\s]*)(?:#([^)\s]+))?\)/g)
  return Array.from(links, ([, path, anchor]) => ({
    target: path ? join(dirname(page), path) : page,
    anchor,
  }))
}

function isThere(target: string, anchor: string | undefined): boolean {
  if (anchor === undefined) return existsSync(target)
  return existsSync(target) && headingsOf(target).includes(anchor)
}

/** The anchors of a page's headings, as GitHub derives them. */
function headingsOf(page: string): string[] {
  return Array.from(readFileSync(page, 'utf8').matchAll(/^#+ (.+)$/gm), ([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  )
}
