import { globSync, readFileSync } from 'node:fs'

import { describe, expect, test } from '@jest/globals'
import ts from 'typescript'

import { dateText } from '../../web/dates.ts'
import { MAP_PAGE, WATCH_PAGE } from '../../web/texts/en.ts'
import { isolated } from '../../web/texts/grammar.ts'
import { localeOf, type OwnSeatMapTexts, seatMapTexts } from '../../web/texts/index.ts'

/** Two words that start like a sentence, or three words. */
const TEXT = /^\s*\p{Lu}\p{Ll}+ \p{L}|\p{L} \p{L}+ \p{L}/u

/** The string literals of a source, without names, and without the messages of errors, which are for developers. */
function literalsOf(source: string): string[] {
  const literals: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node) && node.expression.getText().endsWith('Error')) return
    if (ts.isImportDeclaration(node) || ts.isLiteralTypeNode(node)) return
    if (ts.isPropertyAssignment(node)) {
      visit(node.initializer)
      return
    }
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node)) literals.push(node.text)
    if (ts.isTemplateMiddleOrTemplateTail(node)) literals.push(node.text)
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest, true))
  return literals
}

test('all texts are in the tables of the languages', () => {
  const files = globSync('web/**/*.ts').filter((file) => !file.startsWith('web/texts/'))
  const texts = files.flatMap((file) =>
    literalsOf(readFileSync(file, 'utf8'))
      .filter((literal) => TEXT.test(literal))
      .map((literal) => `${file}: ${literal}`),
  )

  expect(files.length).toBeGreaterThan(40)
  expect(texts).toEqual([])
})

describe.each([
  ['map', MAP_PAGE],
  ['watch', WATCH_PAGE],
] as const)('the page web/%s', (page, texts) => {
  const html = readFileSync(`web/${page}/index.html`, 'utf8')

  test('names texts that exist', () => {
    const names = Array.from(
      html.matchAll(/ data-(?:text|label)="(\w+)"/g),
      ([, name = '']) => name,
    )

    expect(names.length).toBeGreaterThan(3)
    for (const name of names) expect(texts).toHaveProperty(name, expect.any(String))
  })

  test('has no texts of its own, except where no script can fill them in', () => {
    const body = html
      .replace(/<head>.*<\/head>|<noscript>.*?<\/noscript>|<code>.*?<\/code>/gs, '')
      .replace(/<[^>]*>/g, ' ')

    expect(body.match(/[\p{L}\d]+/gu) ?? []).toEqual(page === 'map' ? ['Holdfast'] : [])
    expect(html).not.toMatch(/ (?:aria-label|title|placeholder)=/)
  })
})

describe('the German texts', () => {
  const literals = literalsOf(readFileSync('web/texts/de.ts', 'utf8'))

  test('are all translated', () => {
    const english = new Set(literalsOf(readFileSync('web/texts/en.ts', 'utf8')))
    /** The same in both languages. */
    const same = ['API', 'Live', 'Zoom', 'Pause', 'Streams', 'Filter', 'Block']
    const units = ['second', 'minute', 'hour', 'day']
    const left = literals.filter((text) => /\p{L}{3}/u.test(text) && english.has(text))

    expect(literals.length).toBeGreaterThan(200)
    expect(left.filter((text) => !same.includes(text) && !units.includes(text))).toEqual([])
    expect(literals.filter((text) => /\b(?:the|your?|of|seats?|please)\b/i.test(text))).toEqual([])
  })

  test('are written in the same way in Switzerland', () => {
    expect(literals.filter((text) => text.includes('ß'))).toEqual([])
  })
})

test.each([
  ['en', 1, 'You can hold at most 1 seat.'],
  ['en', 2, 'You can hold at most 2 seats.'],
  ['de', 1, 'Sie können höchstens 1 Platz reservieren.'],
  ['de', 2, 'Sie können höchstens 2 Plätze reservieren.'],
])('in %s, words agree with the number %d', (locale, count, text) => {
  expect(seatMapTexts(locale).message.tooMany(count)).toBe(text)
})

test('lists and times are written as in the language', () => {
  const { message } = seatMapTexts('de-CH')

  expect(message.booked(['A', 'B', 'C'])).toBe('Gebucht: A; B und C. Viel Vergnügen!')
  expect(message.extended(90_000)).toMatch('1 Minute, 30 Sekunden')
})

test.each([
  [['de-AT', 'en'], 'de-AT'],
  [['fr', 'de'], 'de'],
  [[null, '', 'EN-gb', 'de'], 'EN-gb'],
  [['deu', 'fr'], 'en'],
  [[], 'en'],
])('of the languages %j, the first with texts is chosen', (tags, locale) => {
  expect(localeOf(tags)).toBe(locale)
})

test.each(['de-', 'de-x', 'de-A', 'en--GB', 'en-GB-', 'de-1', 'de AT', 'en-ü', 'de\u2028'])(
  'a tag that Intl refuses is skipped: %j',
  (tag) => {
    expect(localeOf([tag, 'de-AT'])).toBe('de-AT')
  },
)

test('dates are in the language of the texts, also of a region', () => {
  const { locale } = seatMapTexts('de-AT')

  expect(dateText('2027-01-05T19:30:00Z', 'Europe/Vienna', { locale })).toMatch(
    /^Dienstag, 5\. Jänner 2027 um 20:30/,
  )
})

describe('a page that sets texts', () => {
  test('replaces these, with texts or functions, and no others', () => {
    const texts = seatMapTexts('de', {
      retry: 'Nochmal',
      legend: { free: 'Frei' },
      purchase: { hold: (count) => `${count} nehmen`, booked: 'Danke!' },
    })

    expect(texts.retry).toBe('Nochmal')
    expect(texts.legend).toMatchObject({ free: 'Frei', title: 'Legende' })
    expect(texts.purchase.hold(2)).toBe('2 nehmen')
    expect(texts.purchase.booked('4711')).toBe('Danke!')
    expect(texts.purchase.checkout).toBe('Zur Kasse')
  })

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'texts'],
    ['an unknown name', { unknown: 'x', __proto__: { retry: 'x' }, locale: 'fr' }],
    ['values that are no texts', { retry: 5, legend: 'x', sale: null, purchase: { hold: {} } }],
  ])('that are %s changes nothing', (_what, own) => {
    const texts = seatMapTexts('en')

    expect(JSON.stringify(seatMapTexts('en', own as OwnSeatMapTexts))).toBe(JSON.stringify(texts))
    expect(seatMapTexts('en', own as OwnSeatMapTexts).purchase.hold(2)).toBe('Hold 2 seats')
  })
})

test('a name from right to left does not reorder the text around it', () => {
  const { place } = seatMapTexts('en')

  expect(isolated('Stalls')).toBe('Stalls')
  expect(place('אולם', 'A', '3')).toBe('\u2068אולם\u2069, row A, seat 3')
})
