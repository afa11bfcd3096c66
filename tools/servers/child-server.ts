import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'

/** @returns the log of a server until it was ready or exited */
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

/** Sends a server this signal, if it is running, and resolves when it has exited. */
export async function endServer(
  child: ChildProcess | undefined,
  signal: NodeJS.Signals = 'SIGKILL',
): Promise<void> {
  if (child?.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill(signal)
  await exited
}
