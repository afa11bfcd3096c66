import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'

import { Browser } from '../../tools/servers/browser.ts'
import { freePort } from '../../tools/servers/free-port.ts'
import { StaticSite } from '../fakes/static-site.ts'

const CRASH = expect.stringMatching(/^Chromium has crashed \(SIGSEGV\):\n/)
const NO_ICON = '<link rel="icon" href="data:,">'

let browser: Browser
let restarts: string[] = []
let site: StaticSite

beforeAll(async () => {
  const nowhere = `http://127.0.0.1:${await freePort()}/`
  browser = await Browser.start({ log: (message) => restarts.push(message) })
  site = await StaticSite.start({
    '/fine': `${NO_ICON}<h1>Fine</h1>`,
    '/complains': `${NO_ICON}<script>console.error('of something')</script>`,
    '/throws': `${NO_ICON}<script>throw new Error('caught by nobody')</script>`,
    '/misses': `${NO_ICON}<img src="/nothing.png">`,
    '/unanswered': `${NO_ICON}<img src="${nowhere}">`,
    '/forbidden': `<meta http-equiv="Content-Security-Policy" content="script-src 'none'">
      ${NO_ICON}<script>document.title = 'allowed'</script>`,
  })
})
beforeEach(() => {
  restarts = []
})
afterEach(() => browser.endVisits())
afterAll(async () => {
  await browser.stop()
  await site.stop()
})

test('a page without errors passes', async () => {
  const page = await browser.visit(`${site.url}/fine`)

  expect(await page.getByRole('heading').textContent()).toBe('Fine')
})

test.each([
  ['a console error', '/complains', /of something/],
  ['an exception', '/throws', /caught by nobody/],
  ['a missing resource', '/misses', /404/],
  ['a request without an answer', '/unanswered', /ERR_CONNECTION_REFUSED/],
  ['a breach of its policy', '/forbidden', /Content Security Policy/],
])('an unexpected error on a page fails its test: %s', async (_what, path, trouble) => {
  await browser.visit(site.url + path)

  await expect(browser.endVisits()).rejects.toThrow(trouble)
})

test('an expected error passes', async () => {
  const page = await browser.visit(`${site.url}/complains`)
  browser.expectTrouble(page, /of something/)

  await expect(browser.endVisits()).resolves.toBeUndefined()
})

test('a crash of the browser between two visits fails neither', async () => {
  await browser.visit(`${site.url}/fine`)
  await browser.endVisits()
  await browser.crash()

  const page = await browser.visit(`${site.url}/fine`)

  expect(await page.getByRole('heading').textContent()).toBe('Fine')
  expect(restarts).toEqual([CRASH])
})

test('a crash of the browser while a page is opened: another one opens it', async () => {
  let requests = 0
  const server = createServer((_req, res) => {
    requests += 1
    if (requests === 1) void browser.crash()
    else res.setHeader('Content-Type', 'text/html').end(`${NO_ICON}<h1>Fine</h1>`)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')

  const page = await browser.visit(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)

  expect(await page.getByRole('heading').textContent()).toBe('Fine')
  expect(restarts).toEqual([CRASH])
  await browser.endVisits()
  server.close()
  server.closeAllConnections()
})

test('a crash of the browser during a visit fails its test, and not the next one', async () => {
  const page = await browser.visit(`${site.url}/fine`)
  await browser.crash()

  await expect(page.title()).rejects.toThrow(/closed/)
  await expect(browser.endVisits()).rejects.toThrow('Chromium has crashed (SIGSEGV):')

  await browser.visit(`${site.url}/fine`)
})
