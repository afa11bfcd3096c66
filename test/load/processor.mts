// Not a .ts file, because Artillery would bundle that into CommonJS, which this package of ES modules cannot load.
export { checkAnswer, chooseSeat } from './buyer.ts'
export { checkBookings } from './bookings-check.ts'
