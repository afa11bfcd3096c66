import { chownSync } from 'node:fs'

const NOBODY = 65_534

/** Options of `spawn` for servers that refuse to run as root: root starts them as another user. */
export const UNPRIVILEGED: { readonly uid?: number; readonly gid?: number } =
  process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {}

/** Makes that user the owner of a file or folder. */
export function giveToUnprivileged(path: string): void {
  if (UNPRIVILEGED.uid !== undefined) chownSync(path, NOBODY, NOBODY)
}
