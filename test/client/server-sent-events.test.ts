import { expect, test } from '@jest/globals'

import { readEvents, type ServerSentEvent } from '../../client/src/server-sent-events.ts'

/** Reads a stream that arrives in these parts. */
async function read(...parts: readonly Uint8Array[]): Promise<ServerSentEvent[]> {
  const events: ServerSentEvent[] = []
  for await (const event of readEvents(ReadableStream.from(parts), () => undefined)) {
    events.push(event)
  }
  return events
}

const bytesOf = (text: string) => new TextEncoder().encode(text)

const EVENTS = [
  { name: 'snapshot', data: '{"revision":1}' },
  { name: 'changes', data: '{"revision":2}' },
]

test.each([
  ['LF', '\n'],
  ['CR', '\r'],
  ['CR LF', '\r\n'],
])('lines end with %s, in whatever parts they arrive', async (_what, end) => {
  const text = EVENTS.map(({ name, data }) => `event: ${name}${end}data: ${data}${end}${end}`).join(
    '',
  )

  expect(await read(bytesOf(text))).toEqual(EVENTS)
  expect(await read(...Array.from(bytesOf(text), (byte) => Uint8Array.of(byte)))).toEqual(EVENTS)
})

test.each(['\u2028', '\u2029', '\u0085', '\v', '\f'])(
  '%j does not end a line',
  async (character) => {
    const data = `{"name":"Gala${character}Night"}`

    expect(await read(bytesOf(`event: snapshot\ndata: ${data}\n\n`))).toEqual([
      { name: 'snapshot', data },
    ])
  },
)

test('a character may arrive in two parts', async () => {
  const bytes = bytesOf('event: snapshot\ndata: "é"\n\n')
  const at = bytes.indexOf(0xc3) + 1

  expect(await read(bytes.slice(0, at), bytes.slice(at))).toEqual([
    { name: 'snapshot', data: '"é"' },
  ])
})

test('several lines of data are one text, and the space after a colon is optional', async () => {
  expect(await read(bytesOf('event:snapshot\ndata:{\ndata: }\n\n'))).toEqual([
    { name: 'snapshot', data: '{\n}' },
  ])
})

test('comments, unknown fields, events without data and an unfinished event are skipped', async () => {
  const text =
    ': heartbeat\n\nretry: 500\n\nevent: a\n\nid: 7\nevent: b\nother\ndata: 1\n\nevent: c\ndata: 2\n'

  expect(await read(bytesOf(text))).toEqual([{ name: 'b', data: '1' }])
})
