import { afterEach, beforeEach, expect, test } from '@jest/globals'

import { type LogDestination, LogOutput } from '../../../src/adapters/system/log-output.ts'
import { until } from '../../../tools/until.ts'

/** Writes a limited number of bytes at a time, and none while it is broken. */
class FakeDestination implements LogDestination {
  text = ''
  isBroken = false
  failures = 0
  readonly #bytesPerWrite: number

  constructor(bytesPerWrite = Infinity) {
    this.#bytesPerWrite = bytesPerWrite
  }

  async write(bytes: Buffer): Promise<number> {
    if (this.isBroken) {
      this.failures++
      throw Object.assign(new Error('No space left on device'), { code: 'ENOSPC' })
    }
    const taken = bytes.subarray(0, this.#bytesPerWrite)
    this.text += taken.toString('latin1')
    return taken.length
  }

  writeNow(bytes: Buffer): void {
    this.text += bytes.toString('latin1')
  }
}

const exitListeners = process.listeners('exit')
let dropped: number
beforeEach(() => {
  dropped = 0
})
afterEach(() => {
  for (const listener of process.listeners('exit').slice(exitListeners.length)) {
    process.off('exit', listener)
  }
})

function outputTo(destination: LogDestination, bufferBytesMax = 1_000): LogOutput {
  const output = new LogOutput({
    destination,
    bufferBytesMax,
    onLineDropped: () => {
      dropped++
    },
    onResumed: (linesDropped) => {
      output.write(`${linesDropped} lines dropped\n`)
    },
  })
  return output
}

const lines = (count: number, first = 0) =>
  Array.from({ length: count }, (_, index) => `line ${index + first}\n`)

test('lines are written in order, and partial writes are completed', async () => {
  const destination = new FakeDestination(7)
  const output = outputTo(destination, 100_000)
  const all = lines(1_000)
  for (const line of all) output.write(line)
  await until(() => destination.text.length === all.join('').length)

  expect(destination.text).toBe(all.join(''))
  expect(dropped).toBe(0)
})

test('lines that do not fit into the buffer are dropped, and their number is logged at the gap', async () => {
  const destination = new FakeDestination()
  destination.isBroken = true
  const output = outputTo(destination, 70)
  for (const line of lines(13)) output.write(line)
  await until(() => destination.failures > 1)

  expect(destination.text).toBe('')
  expect(dropped).toBe(3)

  destination.isBroken = false
  await until(() => destination.text.includes('dropped'))
  output.write('line 13\n')
  await until(() => destination.text.includes('line 13'))

  expect(destination.text).toBe([...lines(10), '3 lines dropped\n', 'line 13\n'].join(''))
})

test('the buffer is limited in bytes, not characters', async () => {
  const output = outputTo(new FakeDestination(), 6)
  output.write('é€\n')
  output.write('x\n')

  expect(dropped).toBe(1)
})

test('waiting lines are written when the process ends', () => {
  const destination = new FakeDestination()
  const output = outputTo(destination)
  output.write('the last line\n')
  for (const listener of process.listeners('exit').slice(exitListeners.length)) listener(0)

  expect(destination.text).toBe('the last line\n')
})
