import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'

import { afterEach, beforeEach, expect, test } from '@jest/globals'

import { freePort } from '../../tools/servers/free-port.ts'
import { ServiceProcess } from '../../tools/servers/service-process.ts'

const README = readFileSync('README.md', 'utf8')
const WALK_THROUGH = readFileSync('docs/walk-through.md', 'utf8')

const run = promisify(execFile)

/** Stops the receiver of the walk-through if the script ends early. */
const STOP_RECEIVER = "trap 'kill $(jobs -p) 2> /dev/null || true' EXIT"

/** The shell blocks under "Sell an evening": how to start the service, and the parts of the sale. */
const [start = '', ...sale] = Array.from(
  (WALK_THROUGH.split('\n## Sell an evening\n')[1] ?? '').matchAll(/```sh\n(.*?)\n```\n/gs),
  ([, block]) => block,
)

const settings = Object.fromEntries(
  Array.from(start.matchAll(/([A-Z_]+)=(\S+)/g), ([, name = '', value = '']) => [name, value]),
)

/** The console blocks that need no Redis: requests and the answers to them. */
const examples = [...consoleBlocks(README), ...consoleBlocks(WALK_THROUGH)].filter(
  ({ script }) => !script.includes('/book/2'),
)

let folder: string
let service: ServiceProcess | undefined
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-readme-'))
})
afterEach(() => service?.stop())

test.each(['memory', 'embedded'])(
  'the walk-through sells an evening, on the store %s',
  async (STORE) => {
    service = await ServiceProcess.start({ ...settings, STORE, DATA_DIR: join(folder, 'data') })
    for (const name of ['docs', 'node_modules']) await symlink(resolve(name), join(folder, name))
    const script = [STOP_RECEIVER, ...sale]
      .join('\n')
      .replaceAll('http://localhost:3000', service.url)
      .replaceAll('8080', `${await freePort()}`)

    const { stdout } = await run('bash', ['-euc', script], { cwd: folder })

    const { webhooks } = await service.client({ key: settings['ADMIN_KEY'] ?? '' }).listWebhooks()
    expect(webhooks).toEqual([])
    const statuses = Array.from(stdout.matchAll(/HTTP\/1\.1 (\d+)/g), ([, status]) => status)
    expect(statuses).toEqual(['304', '403', '409', '200'])
    expect(stdout).toContain('"code":"checkout-required"')
    expect(stdout).toContain('"code":"hold-changed"')
    const history = JSON.parse(stdout.slice(stdout.lastIndexOf('{"entries"'))) as {
      entries: { action: string; actor: string }[]
    }
    expect(history.entries.map(({ action, actor }) => `${action} by ${actor}`)).toEqual([
      ...Array<string>(4).fill('held by public'),
      ...Array<string>(4).fill('extended by public'),
      ...Array<string>(5).fill('held by public'),
      ...Array<string>(5).fill('confirmed by seller'),
      'cancelled by seller',
      ...Array<string>(2).fill('moved by seller'),
    ])
    const messages = stdout.matchAll(/(\w+\.\w+) [\w-]+ (\d+) \[/g)
    expect(Array.from(messages, ([, type, revision]) => `${revision}: ${type}`)).toEqual([
      '1: hold.placed',
      '2: hold.extended',
      '3: hold.changed',
      '4: booking.created',
      '5: booking.cancelled',
      '6: booking.moved',
    ])
  },
)

test.each(examples)('console example %# gets the answers that it shows', async (example) => {
  service = await ServiceProcess.start({ STORE: 'embedded', DATA_DIR: join(folder, 'data') })
  const script = example.script.replaceAll('localhost:3000', service.url)

  const { stdout } = await run('bash', ['-euc', script])

  expect(withNumberedIds(stdout.replaceAll('}{', '}\n{').trim())).toBe(
    withNumberedIds(example.answers),
  )
})

test('the README shows the seat that its first request books', async () => {
  service = await ServiceProcess.start({ STORE: 'memory' })
  const [, eventId = ''] = /http:\/\/localhost:3000\/\?event=(\w+)/.exec(README) ?? []
  const [, seatId = ''] = /\/api\/book\/(\w+)/.exec(README) ?? []

  await service.book(seatId)

  const answer = await fetch(`${service.url}/api/events/${eventId}/seats`)
  expect(await answer.json()).toMatchObject({ seats: [{ seatId, status: 'booked' }] })
})

function consoleBlocks(page: string): { script: string; answers: string }[] {
  return Array.from(page.matchAll(/```console\n(.*?)```/gs), ([, block = '']) => {
    const lines = block.split('\n').filter((line) => line !== '')
    return {
      script: lines.flatMap((line) => (line.startsWith('$ ') ? line.slice(2) : [])).join('\n'),
      answers: lines.filter((line) => !line.startsWith('$ ')).join('\n'),
    }
  })
}

/** Replaces ids by numbers, equal ids by equal numbers. */
function withNumberedIds(answers: string): string {
  const ids: string[] = []
  return answers.replaceAll(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g, (id) => {
    if (!ids.includes(id)) ids.push(id)
    return `id ${ids.indexOf(id)}`
  })
}
