/** Tells the time of day. */
export interface ClockPort {
  now(): Date
}
