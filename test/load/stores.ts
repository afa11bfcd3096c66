import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { PostgresServer } from '../../tools/servers/postgres-server.ts'
import type { ServiceSettings } from '../../tools/servers/service-process.ts'

interface Store {
  readonly settings: ServiceSettings
  readonly remove: () => Promise<void>
}

/** What it takes to load the service with each of its stores, made anew and gone without a trace. */
export const STORES = {
  memory: async () => ({ settings: { STORE: 'memory' }, remove: async () => undefined }),

  embedded: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'holdfast-load-'))
    return {
      settings: { STORE: 'embedded', DATA_DIR: folder },
      remove: async () => {
        rmSync(folder, { recursive: true })
      },
    }
  },

  postgres: async () => {
    const server = await PostgresServer.start()
    return {
      settings: { STORE: 'postgres', DATABASE_URL: server.url },
      remove: () => server.stop(),
    }
  },
} as const satisfies Record<string, () => Promise<Store>>

export type StoreName = keyof typeof STORES

export function isStore(name: string): name is StoreName {
  return Object.hasOwn(STORES, name)
}
