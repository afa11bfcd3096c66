import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'

/** @returns what a server said until it was ready, or ended */
export async function logUntil(
  isReady: (line: string) => boolean,
  output: Readable,
): Promise<string[]> {
  const log: string[] = []
  for await (const line of createInterface(output)) {
    log.push(line)
    if (isReady(line)) break
  }
  output.resume()
  return log
}

/** Ends a server at once, if it still runs, and resolves when it is gone. */
export async function killServer(child: ChildProcess | undefined): Promise<void> {
  if (child?.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited
}
