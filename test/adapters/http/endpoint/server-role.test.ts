import { afterEach, describe, expect, test } from '@jest/globals'
import { pino } from 'pino'

import type { ServerRole } from '../../../../src/adapters/http/endpoint/server-role.ts'
import { InProcessRequestCounter } from '../../../../src/adapters/http/limits/in-process-request-counter.ts'
import { RunningApp } from '../../../drivers/running-app.ts'

let app: RunningApp
afterEach(() => app.stop())

const textOf = async (path: string) => (await fetch(app.url + path)).text()

describe('a server', () => {
  test.each<[ServerRole, string[], string[]]>([
    ['everything', ['/api/events', '/healthz', '/readyz', '/metrics', '/api/activity'], []],
    ['public', ['/api/events', '/healthz', '/readyz'], ['/metrics', '/api/activity']],
    ['admin', ['/healthz', '/readyz', '/metrics', '/api/activity'], ['/api/events']],
  ])('for %s documents exactly its routes', async (role, served, missing) => {
    app = await RunningApp.start({ role })
    const { paths } = JSON.parse(await textOf('/openapi.json')) as { paths: object }

    expect(Object.keys(paths)).toEqual(expect.arrayContaining(served))
    for (const path of served) {
      expect((await fetch(app.url + path, { method: 'HEAD' })).status).toBe(200)
    }
    for (const path of missing) {
      expect(Object.keys(paths)).not.toContain(path)
      expect((await fetch(app.url + path)).status).toBe(404)
    }
  })

  test.each<[ServerRole, string, string[]]>([
    ['everything', '/', ['/watch', '/docs']],
    ['everything', '/watch', ['/', '/docs', '/']],
    ['public', '/', ['/docs']],
    ['admin', '/watch', ['/docs']],
  ])('for %s has a page %s that links only to its pages: %j', async (role, page, links) => {
    app = await RunningApp.start({ role })
    const html = await textOf(page)
    const assets = Array.from(html.matchAll(/"(\/assets\/[^"]*)"/g), ([, url = '']) => url)

    expect(Array.from(html.matchAll(/<a [^>]*href="(\/[^"]*)"/g), ([, url]) => url)).toEqual(links)
    expect(assets.length).toBeGreaterThan(0)
    for (const path of [...assets, ...links]) {
      expect((await fetch(app.url + path)).status).toBe(200)
    }
  })

  test('for the public does not redirect to a page that it does not have', async () => {
    app = await RunningApp.start({ role: 'public' })

    expect((await fetch(`${app.url}/?watch`, { redirect: 'manual' })).status).toBe(200)
    expect((await fetch(`${app.url}/watch`)).status).toBe(404)
  })

  test('for operators has no limits', async () => {
    const counter = new InProcessRequestCounter({ windowMs: 60_000, clientsMax: 100 })
    const rate = { requestsPerMinute: 1, counter, logger: pino({ level: 'silent' }) }
    const limits = { requestsInFlightMax: 0, requestsInFlightPerClientMax: 0, rate }
    app = await RunningApp.start({ role: 'admin', limits, trustProxy: '1' })

    for (const path of ['/watch', '/docs', '/openapi.json', '/metrics', '/watch']) {
      expect([path, (await fetch(app.url + path)).status]).toEqual([path, 200])
    }
  })
})
