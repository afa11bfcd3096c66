import { expect, test } from '@jest/globals'

import { includesRole, isReservedKeyName, ROLES } from '../../src/domain/access-key.ts'

test.each(ROLES)('the role %s includes itself and all before it', (role) => {
  const included = ROLES.filter((required) => includesRole(role, required))
  expect(included).toEqual(ROLES.slice(0, ROLES.indexOf(role) + 1))
})

test('the names of actors without a key of the store are reserved', () => {
  const names = ['admin', 'seller', 'public', 'system', 'viewer', '']
  expect(names.filter(isReservedKeyName)).toEqual(['admin', 'seller', 'public', 'system'])
})
