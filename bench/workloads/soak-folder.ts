import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** The database in a data folder, or the file beside it with this suffix. */
export function databaseIn(dataDir: string, suffix = ''): string {
  return join(dataDir, `holdfast.db${suffix}`)
}

/** The size of all files of a folder. */
export function folderMbOf(folder: string): number {
  return readdirSync(folder).reduce((sum, name) => sum + megabytesOf(join(folder, name)), 0)
}

export function megabytesOf(file: string): number {
  return statSync(file).size / 1e6
}

/** The size of the database pages in use. */
export function liveMbOf(dataDir: string): number {
  const database = new DatabaseSync(databaseIn(dataDir), { readOnly: true })
  try {
    const row = database
      .prepare(
        `select (page_count - freelist_count) * page_size as bytes
         from pragma_page_count, pragma_freelist_count, pragma_page_size`,
      )
      .get()
    return Number(row?.['bytes']) / 1e6
  } finally {
    database.close()
  }
}
