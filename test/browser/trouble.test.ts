import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'

import { Browser } from '../../tools/servers/browser.ts'
import { freePort } from '../../tools/servers/free-port.ts'
import { StaticSite } from '../fakes/static-site.ts'

const NO_ICON = '<link rel="icon" href="data:,">'

let browser: Browser
let site: StaticSite

beforeAll(async () => {
  const nowhere = `http://127.0.0.1:${await freePort()}/`
  browser = await Browser.start()
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
