import { globSync, readFileSync } from 'node:fs'

import { describe, expect, test } from '@jest/globals'
import ts from 'typescript'

import { MAP_PAGE, WATCH_PAGE } from '../../web/texts/en.ts'

/** Two words that start like a sentence, or three words. */
const TEXT = /^\s*\p{Lu}\p{Ll}+ \p{L}|\p{L} \p{L}+ \p{L}/u

/** The string literals of a source, without the messages of errors, which are for developers. */
function literalsOf(source: string): string[] {
  const literals: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node) && node.expression.getText().endsWith('Error')) return
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
