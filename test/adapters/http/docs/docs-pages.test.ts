import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'

import { PROBLEMS } from '../../../../src/adapters/http/answers/problems.ts'
import { escapeHtml } from '../../../../src/adapters/http/docs/docs-pages.ts'
import { RunningApp } from '../../../drivers/running-app.ts'

let app: RunningApp
beforeAll(async () => {
  app = await RunningApp.start()
})
afterAll(() => app.stop())

const read = async (path: string) => (await fetch(app.url + path)).text()

describe.each(['/docs', '/docs/errors'])('the page %s', (path) => {
  test('is HTML whose policy allows no other hosts and nothing inline', async () => {
    const { status, headers } = await app.fetch(path)
    const policy = headers.get('Content-Security-Policy') ?? ''

    expect(status).toBe(200)
    expect(headers.get('Content-Type')).toBe('text/html; charset=utf-8')
    expect(policy).toMatch(/^default-src 'none'; /)
    expect(policy).not.toMatch(/unsafe|http|\*|upgrade-insecure-requests/)
  })

  test('loads only files of this service', async () => {
    const html = await read(path)
    const urls = Array.from(html.matchAll(/(?:src|href)="([^"]*)"/g), ([, url = '']) => url)

    expect(urls.length).toBeGreaterThan(2)
    for (const url of urls) {
      expect(url).toMatch(/^\/[a-z]/)
      expect((await fetch(app.url + url)).status).toBe(200)
    }
    // The texts name the beginning of a URL as code.
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|<script>|(?<!<code>https?:)\/\//)
  })
})

test('the API page loads the document of this service and uses no external validator', async () => {
  const script = await read('/docs/swagger-initializer.js')

  expect(script).toContain("url: '/openapi.json'")
  expect(script).toContain('validatorUrl: null')
  expect(script).not.toContain('http')
})

test('the stylesheet of the API page loads nothing', async () => {
  const urls = Array.from((await read('/docs/swagger-ui.css')).matchAll(/url\(["']?([^)]{5})/g))

  expect(urls.filter(([, start]) => start !== 'data:')).toEqual([])
})

test.each(['swagger-ui-bundle.js', 'swagger-initializer.js', 'api.css', 'errors.css'])(
  '%s is served from memory, compressed once',
  async (file) => {
    const [plain, packed] = await Promise.all(
      ['identity', 'gzip'].map((encoding) =>
        fetch(`${app.url}/docs/${file}`, { headers: { 'Accept-Encoding': encoding } }),
      ),
    )

    expect(plain?.headers.get('Content-Encoding')).toBeNull()
    expect(packed?.headers.get('Content-Encoding')).toBe('gzip')
    expect(packed?.headers.get('Cache-Control')).toBe('public, max-age=3600')
    expect(packed?.headers.get('ETag')).toBe(plain?.headers.get('ETag'))
    expect(await packed?.text()).toBe(await plain?.text())
  },
)

test('the icon is an image', async () => {
  const { headers } = await fetch(`${app.url}/docs/favicon-32x32.png`)

  expect(headers.get('Content-Type')).toBe('image/png')
})

test.each(['index.html', 'index.js', 'package.json', '../package.json', 'assets'])(
  'no other file of Swagger UI is served: %s',
  async (file) => {
    expect((await app.fetch(`/docs/${encodeURIComponent(file)}`)).status).toBe(404)
  },
)

test('the errors page lists every error with its title', async () => {
  const html = await read('/docs/errors')

  for (const [code, { title }] of Object.entries(PROBLEMS)) {
    expect(html).toContain(`<article id="${code}">\n<h2>${escapeHtml(title)}</h2>`)
  }
})

test('the type of a problem links to its entry on the errors page', async () => {
  const problem = (await (await app.fetch('/no/such/thing')).json()) as { type: string }
  const { pathname, hash } = new URL(problem.type, app.url)

  expect(await read(pathname)).toContain(`id="${hash.slice(1)}"`)
})

test('special characters are escaped in HTML', () => {
  expect(escapeHtml(`<a href="x" title='y'>&amp;`)).toBe(
    '&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;',
  )
})
