// Loaded before a service starts, as `node --import`: its event loop is blocked for BLOCK_MS whenever it gets SIGUSR2.

const blockMs = Number(process.env['BLOCK_MS'])
const never = new Int32Array(new SharedArrayBuffer(4))

process.on('SIGUSR2', () => {
  Atomics.wait(never, 0, 0, blockMs)
  process.stderr.write('The event loop was blocked\n')
})
