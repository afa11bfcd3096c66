import { destination } from 'pino'

/**
 * Standard output for the log: the lines of one tick are one write, so that a busy service does not stop for each. When
 * it is killed, no line is missing but those of that tick.
 */
export function logOutput(): { write(line: string): void } {
  const output = destination({ fd: 1, sync: true })
  let lines = ''
  const flush = (): void => {
    if (lines === '') return
    output.write(lines)
    lines = ''
  }
  process.on('exit', flush)
  return {
    write(line) {
      if (lines === '') setImmediate(flush)
      lines += line
    },
  }
}
