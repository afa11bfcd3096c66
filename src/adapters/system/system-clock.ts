import type { ClockPort } from '../../application/ports/clock.port.ts'

/** The clock of this machine. */
export class SystemClock implements ClockPort {
  now(): Date {
    return new Date()
  }
}
