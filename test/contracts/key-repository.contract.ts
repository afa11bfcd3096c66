import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import type { KeyRepositoryPort } from '../../src/application/ports/key-repository.port.ts'
import { type AccessKey, ROLES } from '../../src/domain/access-key.ts'

export interface KeyStoreUnderTest {
  /** Without any key. */
  readonly keys: KeyRepositoryPort
  readonly close?: () => Promise<void>
}

const CALLERS = 12

function newKey(name: string, over: Partial<AccessKey> = {}): AccessKey {
  const createdAt = new Date('2026-05-01T09:00:00.001Z')
  return { name, role: 'seller', digest: `digest of ${name}`, createdAt, ...over }
}

/** What every `KeyRepositoryPort` guarantees. */
export function keyRepositoryContract(name: string, open: () => Promise<KeyStoreUnderTest>): void {
  describe(`${name}, as a key repository`, () => {
    let subject: KeyStoreUnderTest
    let keys: KeyRepositoryPort
    beforeEach(async () => {
      subject = await open()
      ;({ keys } = subject)
    })
    afterEach(async () => {
      await subject.close?.()
    })

    test('is empty at first', async () => {
      expect(await keys.listKeys()).toEqual([])
    })

    test.each(ROLES)('returns a key with the role %s as it was added', async (role) => {
      const key = newKey('till', { role })

      expect(await keys.addKey(key)).toBe('added')
      expect(await keys.listKeys()).toEqual([key])
    })

    test('lists keys in the order of the characters of their names', async () => {
      for (const each of ['b', 'a~', 'B', 'a.', 'a', '1']) await keys.addKey(newKey(each))

      const names = (await keys.listKeys()).map((key) => key.name)
      expect(names).toEqual(['1', 'B', 'a', 'a.', 'a~', 'b'])
    })

    test('refuses a second key with the same name, and keeps the first', async () => {
      const key = newKey('till')
      await keys.addKey(key)

      expect(await keys.addKey(newKey('till', { role: 'admin', digest: 'other' }))).toBe('exists')
      expect(await keys.listKeys()).toEqual([key])
    })

    test('deletes a key, and no other', async () => {
      const [key, other] = [newKey('till'), newKey('till-2')]
      await keys.addKey(key)
      await keys.addKey(other)

      expect(await keys.deleteKey('till')).toBe('deleted')
      expect(await keys.listKeys()).toEqual([other])
      expect(await keys.deleteKey('till')).toBe('unknown')
    })

    test('accepts the name of a deleted key again', async () => {
      await keys.addKey(newKey('till'))
      await keys.deleteKey('till')
      const successor = newKey('till', { digest: 'another digest' })

      expect(await keys.addKey(successor)).toBe('added')
      expect(await keys.listKeys()).toEqual([successor])
    })

    test(`adds one of ${CALLERS} keys that are added with one name at the same time`, async () => {
      const rivals = Array.from({ length: CALLERS }, (_, i) => newKey('till', { digest: `${i}` }))
      const outcomes = await Promise.all(rivals.map((rival) => keys.addKey(rival)))

      const winners = rivals.filter((_, i) => outcomes[i] === 'added')
      expect(winners).toHaveLength(1)
      expect(await keys.listKeys()).toEqual(winners)
    })

    test(`reports a deletion to one of ${CALLERS} callers that delete a key at the same time`, async () => {
      await keys.addKey(newKey('till'))
      const outcomes = await Promise.all(
        Array.from({ length: CALLERS }, () => keys.deleteKey('till')),
      )

      expect(outcomes.filter((outcome) => outcome === 'deleted')).toHaveLength(1)
      expect(await keys.listKeys()).toEqual([])
    })
  })
}
