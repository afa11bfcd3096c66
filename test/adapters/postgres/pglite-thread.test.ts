import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, test } from '@jest/globals'

import { PGliteThread } from '../../../src/adapters/postgres/pglite-thread.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

test('an error of Postgres keeps what it says of itself on its way between threads', async () => {
  const thread = await PGliteThread.open(join(folder, 'postgres'))
  const [row] = await thread.query({ name: 'one', text: 'select $1::int as one' }, [1])
  const failing = thread.query({ name: 'none', text: 'select 1 / $1::int' }, [0])

  expect(row).toEqual({ one: 1 })
  await expect(failing).rejects.toMatchObject({ code: '22012', severity: 'ERROR' })
  expect(thread.hasEnded).toBe(false)
  await thread.close()
})

test('whoever waits for a thread that dies is told so, and whoever asks it afterwards', async () => {
  const thread = await PGliteThread.open(join(folder, 'postgres'))
  const waiting = thread.script('select pg_sleep(60)')
  thread.terminate()

  await expect(waiting).rejects.toThrow('The thread of the embedded database ended')
  expect(thread.hasEnded).toBe(true)
  await expect(thread.script('select 1')).rejects.toThrow('ended')
})
