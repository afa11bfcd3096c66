import { beforeEach, describe, expect, test } from '@jest/globals'

import { KeptKeys } from '../../../src/adapters/cache/kept-keys.ts'
import { InMemoryKeyRepository } from '../../../src/adapters/memory/in-memory-key-repository.ts'
import { StoreUnavailableError } from '../../../src/application/ports/store-unavailable-error.ts'
import { type AccessKey, ROLES } from '../../../src/domain/access-key.ts'
import { keyRepositoryContract } from '../../contracts/key-repository.contract.ts'

keyRepositoryContract('KeptKeys', async () => ({ keys: new KeptKeys(new InMemoryKeyRepository()) }))

/** A store that other instances share, whose reads can be delayed and can fail. */
class SharedStore extends InMemoryKeyRepository {
  beforeAnswer: () => Promise<unknown> = () => Promise.resolve()

  override async listKeys(): Promise<readonly AccessKey[]> {
    const keys = await super.listKeys()
    await this.beforeAnswer()
    return keys
  }
}

const key = (name: string, role: AccessKey['role'] = 'seller'): AccessKey => {
  return { name, role, digest: `digest of ${name}`, createdAt: new Date(0) }
}
const TILL = key('till')

let store: SharedStore
let kept: KeptKeys
beforeEach(() => {
  store = new SharedStore()
  kept = new KeptKeys(store)
})

describe('a key of this instance', () => {
  test('is found at once after it is added', async () => {
    await kept.addKey(TILL)

    expect(kept.find(TILL.digest)).toEqual(TILL)
  })

  test('is not found after it is deleted', async () => {
    await kept.addKey(TILL)
    await kept.deleteKey(TILL.name)

    expect(kept.find(TILL.digest)).toBeUndefined()
  })

  test('is not found after another instance has deleted it before', async () => {
    await kept.addKey(TILL)
    await store.deleteKey(TILL.name)

    expect(await kept.deleteKey(TILL.name)).toBe('unknown')
    expect(kept.find(TILL.digest)).toBeUndefined()
  })

  test('stays deleted when the store was read before it was deleted', async () => {
    await kept.addKey(TILL)
    const answer = Promise.withResolvers<undefined>()
    store.beforeAnswer = () => answer.promise
    const refresh = kept.refresh()
    await kept.deleteKey(TILL.name)
    answer.resolve(undefined)
    await refresh

    expect(kept.find(TILL.digest)).toBeUndefined()
  })

  test('stays valid when the store was read before it was added', async () => {
    const answer = Promise.withResolvers<undefined>()
    store.beforeAnswer = () => answer.promise
    const refresh = kept.refresh()
    await kept.addKey(TILL)
    answer.resolve(undefined)
    await refresh

    expect(kept.find(TILL.digest)).toEqual(TILL)
  })
})

describe('a key of another instance', () => {
  test('is found after a refresh', async () => {
    await store.addKey(TILL)
    expect(kept.find(TILL.digest)).toBeUndefined()
    await kept.refresh()

    expect(kept.find(TILL.digest)).toEqual(TILL)
  })

  test('is not found after it is deleted, from the next refresh', async () => {
    await store.addKey(TILL)
    await kept.refresh()
    await store.deleteKey(TILL.name)
    await kept.refresh()

    expect(kept.find(TILL.digest)).toBeUndefined()
  })
})

test('keys stay valid while the store is unavailable', async () => {
  await kept.addKey(TILL)
  store.beforeAnswer = () => Promise.reject(new StoreUnavailableError('down'))

  await expect(kept.refresh()).rejects.toThrow(StoreUnavailableError)
  expect(kept.find(TILL.digest)).toEqual(TILL)
})

test.each([
  ['viewer', ['viewer']],
  ['seller', ['viewer', 'seller']],
  ['office', ['viewer', 'seller', 'office']],
  ['admin', ['viewer', 'seller', 'office', 'admin']],
] as const)(
  'a key with the role %s can be used for the operations of %j',
  async (role, expected) => {
    await kept.addKey(key('one', role))

    expect(ROLES.filter((required) => kept.hasKeyFor(required))).toEqual(expected)
  },
)
