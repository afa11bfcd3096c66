/** The current time. */
export interface ClockPort {
  now(): Date
}
