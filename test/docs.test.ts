import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

import { describe, expect, test } from '@jest/globals'

import { PROBLEMS } from '../src/adapters/http/answers/problems.ts'
import { Metrics } from '../src/adapters/metrics/metrics.ts'
import { readConfig, settings } from '../src/config.ts'
import { includesRole, ROLES } from '../src/domain/access-key.ts'

/** The units of error messages, as docs/settings.md abbreviates them. */
const UNITS: Readonly<Record<string, string>> = {
  milliseconds: ' ms',
  bytes: ' bytes',
  hours: ' hours',
  days: ' days',
}

const readme = readFileSync('README.md', 'utf8')
const settingsPage = readFileSync('docs/settings.md', 'utf8')
const operations = readFileSync('docs/operations.md', 'utf8')
const architecture = readFileSync('docs/architecture.md', 'utf8')
const http = readFileSync('docs/http.md', 'utf8')

describe('docs/settings.md', () => {
  const defaults = readConfig({})

  test.each(Object.keys(settings.shape))('has a row for %s, with the default in force', (name) => {
    const value = defaults[name as keyof typeof defaults] as string | number | boolean | undefined
    const shown = value === undefined ? 'not set' : value === '' ? 'empty' : `\`${String(value)}\``

    expect(settingsPage).toContain(`\n| \`${name}\` | ${shown} | `)
  })

  test.each(checkedSettings())('has what %s allows: %s', (name, allowed) => {
    const row = new RegExp(`^\\| \`${name}\` \\| [^|]+ \\| ([^|]+) \\|`, 'm').exec(settingsPage)

    expect(row?.[1]).toMatch(new RegExp(`^${allowed}($| )`))
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

test('docs/http.md has the table of roles by which access is checked', () => {
  const rows = http.matchAll(
    /^\| `(viewer|seller|office|admin)` \| ([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|/gm,
  )

  expect(Array.from(rows, ([, ...cells]) => cells)).toEqual(
    ROLES.map((role) => [role, ...ROLES.map((each) => (includesRole(role, each) ? 'yes' : 'no'))]),
  )
})

test('docs/operations.md has a row for each metric, and no other', async () => {
  const served = (await new Metrics().render()).matchAll(/^# TYPE (holdfast_\w+)/gm)
  const rows = operations.matchAll(/^\| `(holdfast_\w+)` \|/gm)

  expect(Array.from(rows, ([, name]) => name).sort()).toEqual(
    Array.from(served, ([, name]) => name).sort(),
  )
})

test('the errors that docs/operations.md recommends to alert on are counted from 0', async () => {
  const [, alert = ''] =
    /^\| `holdfast_http_problems_total` .*\| ([^|]+) \|$/m.exec(operations) ?? []
  const codes = Array.from(alert.matchAll(/`([a-z-]+)`/g), ([, code = '']) => code)
  const metrics = await new Metrics().render()

  expect(codes.length).toBeGreaterThan(3)
  expect(Object.keys(PROBLEMS)).toEqual(expect.arrayContaining(codes))
  for (const code of codes)
    expect(metrics).toContain(`holdfast_http_problems_total{code="${code}"} 0`)
})

describe('the log messages of docs/operations.md', () => {
  const source = globSync('src/**/*.ts')
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n')
  const section = operations.slice(
    operations.indexOf('### Log messages'),
    operations.indexOf('## Overload'),
  )
  const rows = Array.from(section.matchAll(/^\| (`.+`) \| (warn|error|fatal) \|/gm)).flatMap(
    ([, names = '', level]) =>
      Array.from(names.matchAll(/`([^`]+)`/g), ([, message]) => `${level ?? ''}: ${message ?? ''}`),
  )
  const calls = source.matchAll(
    /\.(warn|error|fatal)\((?:[^()'"]+, )?(?:'([A-Z][^'\n]+)'|"([A-Z][^"\n]+)")\)/g,
  )
  const reported = source.matchAll(/(?:reportTo\(c, |failure: )(?:'([^']+)'|"([^"]+)")/g)
  const logged = [
    ...Array.from(calls, ([, level, single, double]) => [level, single ?? double]),
    ...Array.from(reported, ([, single, double]) => ['error', single ?? double]),
  ]

  test('are those of the source, with their levels', () => {
    const expected = logged.filter(([, message]) => !message?.endsWith(' again'))

    expect(expected.length).toBeGreaterThan(10)
    expect(rows).toEqual(expect.arrayContaining(expected.map((call) => call.join(': '))))
  })

  test.each(rows)('%s is in the source', (row) => {
    expect(source).toContain(row.slice(row.indexOf(' ') + 1))
  })
})

test('docs/architecture.md has each folder of src/', () => {
  const folders = globSync('src/*/*/').concat(globSync('src/*/'))
  const names = folders.map((path) => `${basename(path)}/`)

  expect(names.length).toBeGreaterThan(20)
  for (const name of names) expect(architecture).toContain(` ${name}`)
})

describe('docs/adr', () => {
  const decisions = globSync('docs/adr/[0-9]*.md').sort()

  test.each(decisions)('%s has a number, a status, a date and the three parts', (path) => {
    const page = readFileSync(path, 'utf8')

    expect(page).toMatch(/^# \d+\. .+\n\nStatus: .+ Date: \d{4}-\d\d-\d\d\.\n\n## Context\n/)
    expect(page).toMatch(/\n## Decision\n[^]*\n## Consequences\n/)
  })

  test('has an index with a row for each decision, and no other', () => {
    const index = readFileSync('docs/adr/README.md', 'utf8')
    const rows = Array.from(index.matchAll(/^(\| \[\d+\].+\|) [^|]+\|$/gm), ([, row]) => row)

    expect(rows).toEqual(decisions.map(indexRow))
  })
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

/** The settings that are numbers, keys or names, each with what its error message allows, as the page writes it. */
function checkedSettings(): [name: string, allowed: string][] {
  return Object.keys(settings.shape).flatMap((name) => {
    const message = errorOf(name, '!')
    const [, min, max, unit] = /from (\d+) to (\d+)(?: \((\w+)\))?$/.exec(message) ?? []
    if (max !== undefined) return [[name, `${min} to ${max}${UNITS[unit ?? ''] ?? ''}`]]
    const [, names] = /must be one of (.+)$/.exec(message) ?? []
    if (names !== undefined) return [[name, names.replaceAll(/\w+/g, '`$&`')]]
    const [, characters] = /must be (\d+ to \d+ .+ characters)$/.exec(message) ?? []
    return characters === undefined ? [] : [[name, characters]]
  })
}

function errorOf(name: string, value: string): string {
  try {
    readConfig({ [name]: value })
    return ''
  } catch (error) {
    return (error as Error).message
  }
}

/** The row of a decision in the index, without its summary. */
function indexRow(path: string): string {
  const page = readFileSync(path, 'utf8')
  const [, number, title] = /^# (\d+)\. (.+)$/m.exec(page) ?? []
  const [, status] = /^Status: (.+?)[.,] /m.exec(page) ?? []
  const [, date] = /Date: ([\d-]+)\.$/m.exec(page) ?? []
  return `| [${number}](${basename(path)}) | ${title} | ${status} | ${date} |`
}

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
