import { accessSync, constants } from 'node:fs'
import { delimiter, resolve } from 'node:path'

const PROGRAMS = [
  'chromium',
  'google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** The path of a browser for Playwright: the one in `CHROMIUM`, or an installed one. */
export function findChromium(): string | undefined {
  const named = process.env['CHROMIUM']
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const candidates = (named ? [named] : PROGRAMS).flatMap((program) =>
    program.includes('/') ? [program] : folders.map((folder) => resolve(folder, program)),
  )
  return candidates.find(isProgram)
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
