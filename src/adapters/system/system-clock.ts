import type { ClockPort } from '../../application/ports/clock.port.ts'

/** The machine's own clock. */
export class SystemClock implements ClockPort {
  now(): Date {
    return new Date()
  }
}
