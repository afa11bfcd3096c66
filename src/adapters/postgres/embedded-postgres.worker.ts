import { parentPort, workerData } from 'node:worker_threads'

import { PGlite } from '@electric-sql/pglite'
import { createPgConfig } from '@electric-sql/pglite/node-postgres'
import pg from 'pg'

import type { SqlRow, SqlStatement } from './sql.ts'

/** What this worker is asked: one statement with its values, a script of several without any, or to close the database. */
export type PGliteRequest =
  | {
      readonly kind: 'query'
      readonly statement: SqlStatement
      readonly values: readonly unknown[]
    }
  | { readonly kind: 'script'; readonly text: string }
  | { readonly kind: 'close' }

/** What it answers, one for each request and in their order; the first says that it is open. */
export type PGliteReply =
  | { readonly kind: 'rows'; readonly rows: readonly SqlRow[] }
  | {
      readonly kind: 'error'
      readonly message: string
      /** What Postgres says beside it, such as `code`, its SQLSTATE; an error between threads loses that. */
      readonly fields: Readonly<Record<string, unknown>>
    }

interface Database {
  readonly pglite: PGlite
  /** Prepares each statement once, where PGlite by itself plans it anew each time, which takes longer than running it. */
  readonly client: pg.Client
}

let database: Database | undefined

async function open(path: string): Promise<Database> {
  const pglite = await PGlite.create(path)
  const client = new pg.Client(createPgConfig(pglite))
  await client.connect()
  return { pglite, client }
}

async function answer(request: PGliteRequest): Promise<readonly SqlRow[]> {
  if (request.kind === 'close') {
    await database?.client.end()
    await database?.pglite.close()
    return []
  }
  database ??= await open(workerData as string)
  const { client } = database
  if (request.kind === 'query') {
    const { statement, values } = request
    return (await client.query<SqlRow>({ ...statement, values: [...values] })).rows
  }
  // There is one result for each statement of the text, which the types do not say.
  const [last] = [await client.query<SqlRow>(request.text)].flat().slice(-1)
  return last?.rows ?? []
}

async function reply(request: PGliteRequest): Promise<void> {
  let said: PGliteReply
  try {
    said = { kind: 'rows', rows: await answer(request) }
  } catch (error) {
    said = describe(error)
  }
  parentPort?.postMessage(said)
}

function describe(error: unknown): PGliteReply {
  const message = error instanceof Error ? error.message : String(error)
  const { code, severity, constraint } = error as Readonly<Record<string, unknown>>
  return { kind: 'error', message, fields: { code, severity, constraint } }
}

parentPort?.on('message', (request: PGliteRequest) => void reply(request))
