import { randomBytes } from 'node:crypto'

import { z } from 'zod'

import type { CreateKey } from '../../../application/commands/create-key.ts'
import type { DeleteKey } from '../../../application/commands/delete-key.ts'
import type { ListKeys } from '../../../application/queries/list-keys.ts'
import { type AccessKey, ROLES } from '../../../domain/access-key.ts'
import { storedDigestOf } from '../endpoint/access-keys.ts'
import { type Endpoint, endpoint } from '../endpoint/endpoint.ts'
import { idSchema, timeSchema } from '../endpoint/schemas.ts'

export interface KeyEndpointsOptions {
  readonly createKey: Pick<CreateKey, 'execute'>
  readonly listKeys: Pick<ListKeys, 'execute'>
  readonly deleteKey: Pick<DeleteKey, 'execute'>
}

const TAG = 'Access keys'
/** Too long for a digest to be reversed by trying keys, so a fast hash suffices. */
const KEY_BYTES = 32

const keyFields = {
  name: idSchema.meta({ description: 'Recorded as the `actor` in the history.' }),
  role: z.enum(ROLES).meta({ description: 'Each role includes those before it.' }),
}
const listedKeySchema = z.strictObject({ ...keyFields, createdAt: timeSchema })

/** Creates, lists and deletes access keys. */
export function keyEndpoints(options: KeyEndpointsOptions): Endpoint[] {
  return [createKeyEndpoint(options), listKeysEndpoint(options), deleteKeyEndpoint(options)]
}

function createKeyEndpoint({ createKey }: KeyEndpointsOptions): Endpoint {
  return endpoint({
    method: 'post',
    path: '/api/keys',
    operationId: 'createKey',
    tag: TAG,
    summary: 'Create an access key',
    description:
      'The key is in this response only; the store has its digest. If the response is lost, delete the key and create it again.',
    access: 'admin',
    body: { schema: z.strictObject(keyFields).meta({ id: 'NewAccessKey' }) },
    answers: {
      201: {
        description:
          'This instance accepts the key from now on, and all others within a second or two while they can read the store.',
        body: listedKeySchema
          .extend({ key: z.string().meta({ description: 'Send it as `Authorization: Bearer`.' }) })
          .meta({ id: 'CreatedAccessKey' }),
      },
    },
    problems: ['key-already-exists', 'too-many-keys', 'store-unavailable'],
    async handle({ body: { name, role } }) {
      const key = `hk_${randomBytes(KEY_BYTES).toString('base64url')}`
      const digest = storedDigestOf(key)
      const result = await createKey.execute({ name, role, digest })
      if (result.outcome === 'done') {
        return { status: 201, body: { ...toBody(result.result), key } }
      }
      const { reason } = result.refusal
      return reason === 'too-many'
        ? { code: 'too-many-keys', message: 'The maximum number of access keys exists.' }
        : { code: 'key-already-exists', message: EXISTS[reason] }
    },
  })
}

const EXISTS = {
  exists: 'An access key with this name already exists.',
  reserved: 'This name is reserved.',
} as const

function listKeysEndpoint({ listKeys }: KeyEndpointsOptions): Endpoint {
  return endpoint({
    method: 'get',
    path: '/api/keys',
    operationId: 'listKeys',
    tag: TAG,
    summary: 'List the access keys',
    description: 'In order of their names, without `ADMIN_KEY` and `SELLER_KEY`.',
    access: 'admin',
    answers: {
      200: {
        description: 'The names and roles of all access keys.',
        body: z
          .strictObject({ keys: z.array(listedKeySchema.meta({ id: 'AccessKey' })) })
          .meta({ id: 'AccessKeys' }),
      },
    },
    problems: ['store-unavailable'],
    async handle() {
      const keys = await listKeys.execute()
      return { status: 200, body: { keys: keys.map(toBody) } }
    },
  })
}

function deleteKeyEndpoint({ deleteKey }: KeyEndpointsOptions): Endpoint {
  return endpoint({
    method: 'delete',
    path: '/api/keys/:name',
    operationId: 'deleteKey',
    tag: TAG,
    summary: 'Delete an access key',
    description:
      'This instance refuses the key from now on, and all others within two seconds while they can read the store.',
    access: 'admin',
    params: { name: idSchema },
    answers: { 204: { description: 'The key is deleted.' } },
    problems: ['key-not-found', 'store-unavailable'],
    async handle({ params: { name } }) {
      const result = await deleteKey.execute({ name })
      return result.outcome === 'done'
        ? { status: 204 }
        : { code: 'key-not-found', message: 'No access key in the store has this name.' }
    },
  })
}

function toBody({ name, role, createdAt }: Omit<AccessKey, 'digest'>) {
  return { name, role, createdAt: createdAt.toISOString() }
}
