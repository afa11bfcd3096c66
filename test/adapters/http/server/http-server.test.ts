import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

import { afterEach, expect, test } from '@jest/globals'
import express from 'express'

import { messagesOf } from '../../../../src/adapters/http/server/http-server.ts'

let server: Server
afterEach(() => {
  server.close()
})

test('requests and responses are created with the prototypes of the app', async () => {
  const app = express()
  const messages = messagesOf(app)
  const seen: unknown[] = []
  server = createServer(messages, (req, res) => {
    const before = [req, res].map((each) => Object.getPrototypeOf(each) as unknown)
    const { locals } = res as unknown as express.Response
    app(req, res)
    const after = [req, res].map((each) => Object.getPrototypeOf(each) as unknown)
    seen.push(before, after, locals)
  })
  app.get('/', (req, res) => {
    seen.push(res.locals)
    res.json({ path: req.path, app: req.app === app && res.app === app })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo

  const answer = await fetch(`http://127.0.0.1:${port}/`)
  expect(await answer.json()).toEqual({ path: '/', app: true })

  const [localsInRoute, before, after, locals] = seen
  expect(before).toEqual([messages.IncomingMessage.prototype, messages.ServerResponse.prototype])
  expect(after).toEqual(before)
  expect(localsInRoute).toBe(locals)
})
