// Not a .ts file, because Artillery would bundle that into CommonJS, which this package of ES modules cannot load.
export { checkBookings } from './bookings-check.ts'
export { checkAnswer, chooseSeat } from './buyer.ts'
