import { jest } from '@jest/globals'

/**
 * Stops the time of `setTimeout` and `performance` until the test lets it pass or turns to real timers again. Sockets,
 * and whatever Node does by itself, go on.
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
