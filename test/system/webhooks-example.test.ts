import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'

import { expect, test } from '@jest/globals'

import { HttpWebhookSender } from '../../src/adapters/webhooks/http-webhook-sender.ts'
import { until } from '../../tools/until.ts'
import { newWebhook, WEBHOOK_SECRET } from '../builders/webhook.ts'
import { PATIENCE_MS } from '../drivers/patience.ts'

const page = readFileSync('docs/webhooks.md', 'utf8')

test('the receiver in docs/webhooks.md verifies messages', async () => {
  const [, example = ''] = /```js\n([^]*?)```/.exec(page) ?? []
  // On a free port, which it prints.
  const code = example.replace(
    '.listen(process.env.PORT ?? 8080)',
    '.listen(0, "127.0.0.1", function () { console.log("port", this.address().port) })',
  )
  const env = { PATH: process.env['PATH'], WEBHOOK_SECRET }
  const stdio = ['ignore', 'pipe', 'inherit'] as const
  const receiver = spawn(process.execPath, ['--input-type=module', '-e', code], {
    env,
    stdio: [...stdio],
  })
  let output = ''
  receiver.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString()
  })
  const sender = new HttpWebhookSender({ allowsPrivateAddresses: true, timeoutMs: PATIENCE_MS })
  const send = (port: string, secret: string) =>
    sender.send({
      webhook: newWebhook({ url: `http://127.0.0.1:${port}/`, secret }),
      message: {
        eventId: 'gala',
        revision: 7,
        type: 'hold.placed',
        change: { action: 'held', actor: 'public', requestId: 'r-1', at: new Date() },
        seats: [{ seatId: 'A-1', version: 1 }],
      },
      now: new Date(),
    })
  try {
    const port = await until(() => /port (\d+)/.exec(output)?.[1])
    expect(await send(port, WEBHOOK_SECRET)).toEqual({ outcome: 'accepted', status: 204 })
    expect(await send(port, `${WEBHOOK_SECRET.slice(0, -1)}A`)).toMatchObject({ status: 400 })
    expect(output).toContain("hold.placed gala 7 [ { seatId: 'A-1', version: 1 } ]")
  } finally {
    sender.close()
    receiver.kill()
    await once(receiver, 'close')
  }
})
