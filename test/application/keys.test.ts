import { beforeEach, describe, expect, test } from '@jest/globals'

import { InMemoryKeyRepository } from '../../src/adapters/memory/in-memory-key-repository.ts'
import { CreateKey, KEYS_MAX } from '../../src/application/commands/create-key.ts'
import { DeleteKey } from '../../src/application/commands/delete-key.ts'
import { ListKeys } from '../../src/application/queries/list-keys.ts'
import { FakeClock } from '../fakes/fake-clock.ts'

const TILL = { name: 'till', role: 'seller', digest: 'digest of the key' } as const

let clock: FakeClock
let keys: InMemoryKeyRepository
let createKey: CreateKey
beforeEach(() => {
  clock = new FakeClock()
  keys = new InMemoryKeyRepository()
  createKey = new CreateKey({ keys, clock })
})

const refused = (reason: string) => ({ outcome: 'refused', refusal: { reason } })

describe('creating a key', () => {
  test('stores it with the current time', async () => {
    const key = { ...TILL, createdAt: clock.now() }

    expect(await createKey.execute(TILL)).toEqual({ outcome: 'done', result: key })
    expect(await keys.listKeys()).toEqual([key])
  })

  test('refuses a second one with the same name', async () => {
    await createKey.execute(TILL)

    expect(await createKey.execute({ ...TILL, digest: 'another' })).toEqual(refused('exists'))
    expect(await keys.listKeys()).toMatchObject([TILL])
  })

  test.each(['admin', 'seller', 'public', 'system'])(
    'refuses the name %s, which the history uses for others',
    async (name) => {
      expect(await createKey.execute({ ...TILL, name })).toEqual(refused('reserved'))
      expect(await keys.listKeys()).toEqual([])
    },
  )

  test(`refuses more than ${KEYS_MAX} keys`, async () => {
    for (let i = 0; i < KEYS_MAX; i++) {
      await keys.addKey({ ...TILL, name: `${i}`, createdAt: clock.now() })
    }

    expect(await createKey.execute(TILL)).toEqual(refused('too-many'))
  })
})

test('keys are listed without their digests', async () => {
  await createKey.execute(TILL)
  const { name, role } = TILL

  expect(await new ListKeys({ keys }).execute()).toEqual([{ name, role, createdAt: clock.now() }])
})

test('a key is deleted by its name', async () => {
  await createKey.execute(TILL)
  const deleteKey = new DeleteKey({ keys })

  expect(await deleteKey.execute(TILL)).toMatchObject({ outcome: 'done' })
  expect(await deleteKey.execute(TILL)).toEqual(refused('unknown-key'))
})
