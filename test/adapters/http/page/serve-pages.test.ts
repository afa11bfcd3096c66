import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'

import { RunningApp } from '../../../drivers/running-app.ts'

let app: RunningApp
beforeAll(async () => {
  app = await RunningApp.start()
})
afterAll(() => app.stop())

const get = (path: string, init?: RequestInit) => fetch(app.url + path, init)

async function assetsOf(page: string): Promise<string[]> {
  const html = await (await get(page)).text()
  return Array.from(html.matchAll(/(?:src|href)="(\/assets\/[^"]*)"/g), ([, url = '']) => url)
}

describe.each(['/', '/watch'])('the page %s', (path) => {
  test('is HTML that caches must revalidate', async () => {
    const { status, headers } = await get(path)

    expect(status).toBe(200)
    expect(headers.get('Content-Type')).toBe('text/html; charset=utf-8')
    expect(headers.get('Cache-Control')).toBe('no-cache')
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
  })

  test('has a policy that allows no other hosts and nothing inline', async () => {
    const response = await get(path)
    const policy = response.headers.get('Content-Security-Policy') ?? ''

    expect(policy).toMatch(/^default-src 'none'; /)
    expect(policy).not.toMatch(/unsafe|http|\*|upgrade-insecure-requests/)
    expect(await response.text()).not.toMatch(/<style|\sstyle=|\son\w+=|<script>|["'(]\/\//)
  })

  test('loads a script, a stylesheet and an icon, which may be cached permanently', async () => {
    const urls = await assetsOf(path)
    expect(new Set(urls.map((url) => url.replace(/.*-[A-Z0-9]{8}\./, '')))).toEqual(
      new Set(['css', 'js', 'svg']),
    )

    for (const url of urls) {
      const { status, headers } = await get(url)
      expect(status).toBe(200)
      expect(headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable')
    }
  })

  test('is answered with 304 to a client that has the current version', async () => {
    const etag = (await get(path)).headers.get('ETag') ?? ''
    const again = await get(path, { headers: { 'If-None-Match': etag } })

    expect(again.status).toBe(304)
    expect(again.headers.get('ETag')).toBe(etag)
    expect(await again.text()).toBe('')
    expect((await get(path, { headers: { 'If-None-Match': '"other"' } })).status).toBe(200)
  })

  test('answers HEAD like GET, without the body', async () => {
    const [whole, head] = [await get(path), await get(path, { method: 'HEAD' })]

    expect(head.status).toBe(200)
    expect(head.headers.get('ETag')).toBe(whole.headers.get('ETag'))
    expect(await head.text()).toBe('')
  })
})

test.each([
  '/?watchful',
  '/?event=watch',
  '/?event=?watch',
  `/?${'?'.repeat(7_500)}${'&'.repeat(7_500)}`,
])('%.20s is the seat map', async (path) => {
  expect((await get(path, { redirect: 'manual' })).status).toBe(200)
})

test.each(['/?watch', '/?watch=1', '/?event=demo&watch'])(
  '%s redirects to /watch',
  async (path) => {
    const { status, headers } = await get(path, { redirect: 'manual' })

    expect(status).toBe(302)
    expect(headers.get('Location')).toBe('/watch')
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(headers.get('X-Request-Id')).toBeTruthy()
  },
)

test('the names of assets depend only on their contents', async () => {
  const another = await RunningApp.start()
  const stricter = await RunningApp.start({ holdLimits: { seatsMax: 3 } })
  try {
    const [here, there, other] = await Promise.all(
      [app, another, stricter].map(async ({ url }) => (await fetch(url)).text()),
    )

    expect(there).toBe(here)
    expect(other).not.toBe(here)
  } finally {
    await Promise.all([another.stop(), stricter.stop()])
  }
})

test('assets are compressed for clients that accept it', async () => {
  const [url = ''] = (await assetsOf('/')).filter((name) => name.endsWith('.css'))
  const [plain, packed] = await Promise.all(
    ['identity', 'gzip'].map((encoding) => get(url, { headers: { 'Accept-Encoding': encoding } })),
  )

  expect(plain?.headers.get('Content-Encoding')).toBeNull()
  expect(packed?.headers.get('Content-Encoding')).toBe('gzip')
  expect(packed?.headers.get('Vary')).toBe('Accept-Encoding')
  expect(await packed?.text()).toBe(await plain?.text())
})

test.each(['map-main.js', 'map-main-AAAAAAAA.js', '..%2Fmap%2Fmain.ts', ''])(
  'other assets are not found: %s',
  async (name) => {
    expect((await app.fetch(`/assets/${name}`)).status).toBe(404)
  },
)

test.each(['POST', 'DELETE'])('a page refuses other methods: %s', async (method) => {
  const response = await get('/', { method })

  expect(response.status).toBe(405)
  expect(response.headers.get('Allow')).toBe('GET, HEAD')
  expect(await response.json()).toMatchObject({ code: 'method-not-allowed' })
})

test('the widget has a fixed URL', async () => {
  const { status, headers } = await get('/widget.js')

  expect(status).toBe(200)
  expect(headers.get('Content-Type')).toBe('text/javascript; charset=utf-8')
  expect(headers.get('Cache-Control')).toBe('public, max-age=300')
  expect(headers.get('ETag')).toMatch(/^W\/"[\w-]{43}"$/)
})

test('requests are counted by route, not by URL', async () => {
  await get('/assets/whatever.js')

  expect(await app.metrics.render()).toContain('route="/assets/:name"')
})
