import { jest } from '@jest/globals'

/**
 * Stops the time of `setTimeout` and `performance` until the test advances it or restores real timers. Sockets and the
 * internals of Node keep running.
 */
export function stopTime(): void {
  jest.useFakeTimers({
    doNotFake: [
      'Date',
      'hrtime',
      'nextTick',
      'queueMicrotask',
      'setImmediate',
      'clearImmediate',
      'setInterval',
      'clearInterval',
    ],
  })
}
