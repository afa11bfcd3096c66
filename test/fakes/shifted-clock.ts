// Loaded before a service starts, as `node --import`: its clock is wrong by CLOCK_SHIFT_MS, either from the start or,
// with CLOCK_SHIFT_AT=signal, once it gets SIGUSR2.

const RealDate = Date
const shiftMs = Number(process.env['CLOCK_SHIFT_MS'])
let currentMs = process.env['CLOCK_SHIFT_AT'] === 'signal' ? 0 : shiftMs

const now = (): number => RealDate.now() + currentMs

process.on('SIGUSR2', () => {
  currentMs = shiftMs
  process.stderr.write('The clock was set\n')
})

globalThis.Date = new Proxy(RealDate, {
  construct: (target, given: unknown[], newTarget) =>
    Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget) as Date,
  get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
})
