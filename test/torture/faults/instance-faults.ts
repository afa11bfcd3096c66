import { resolve } from 'node:path'
import { setTimeout as lasting } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'

import { until } from '../../../tools/until.ts'
import { ADMIN_KEY } from '../../drivers/retrying-client.ts'
import { DEFAULT_EVENT_SEATS } from '../halls.ts'
import { LOCK_TTL_MS } from '../instance.ts'
import { wasToldTaken } from '../journal.ts'
import { type Fault, type Scene, targetOf } from './fault.ts'
import { keyDeleted } from './key-fault.ts'
import { overload } from './overload-fault.ts'

/** How far the clock of an instance is wrong. */
const CLOCK_SHIFT_MS = 15 * 60_000

/** Makes an instance load a module before it starts. */
const loading = (module: string) => ({
  NODE_OPTIONS: `--import=${pathToFileURL(resolve('test/fakes', module)).href} --disable-warning=ExperimentalWarning`,
})

const wrongClock = (direction: 'ahead' | 'behind'): Fault => ({
  name: `the clock of an instance is set 15 minutes ${direction}, and later corrected`,
  isOfOneInstance: true,
  run: async (system, scene) => {
    const instance = targetOf(system, scene)
    await instance.terminate()
    await instance.start({
      ...loading('shifted-clock.ts'),
      CLOCK_SHIFT_MS: `${direction === 'ahead' ? CLOCK_SHIFT_MS : -CLOCK_SHIFT_MS}`,
      CLOCK_SHIFT_AT: 'signal',
    })
    await scene.journal.busy(instance.name)
    const wrong = instance.process
    wrong.kill('SIGUSR2')
    await lasting(2_000)
    await instance.terminate()
    await instance.start()
    const lastMs = Date.parse(String(wrong.log.at(-1)?.['time']))
    return Math.abs(lastMs - Date.now()) > CLOCK_SHIFT_MS / 2 ? 1 : 0
  },
})

/** How often the event loop is blocked, how long each time, and how long it runs before the next time. */
const BLOCKS = 8
const BLOCK_MS = 400
const BETWEEN_BLOCKS_MS = 100

const blockedLoop: Fault = {
  name: 'the event loop of an instance is blocked, repeatedly',
  isOfOneInstance: true,
  run: async (system, scene) => {
    const instance = targetOf(system, scene)
    await instance.terminate()
    await instance.start({ ...loading('blocked-loop.ts'), BLOCK_MS: `${BLOCK_MS}` })
    const blocked = instance.process
    await scene.journal.busy(instance.name)
    for (let count = 1; count <= BLOCKS; count++) {
      blocked.kill('SIGUSR2')
      await lasting(BLOCK_MS + BETWEEN_BLOCKS_MS)
    }
    await instance.terminate()
    await instance.start()
    return blocked.stderr.split('The event loop was blocked').length - 1
  },
}

export const INSTANCE_FAULTS: readonly Fault[] = [
  {
    name: 'an instance is killed (SIGKILL) and started again',
    isOfOneInstance: true,
    run: async (system, scene) => {
      const instance = targetOf(system, scene)
      await instance.kill()
      await instance.start()
      return undefined
    },
  },
  {
    name: 'an instance is told to stop (SIGTERM) and started again',
    isOfOneInstance: true,
    run: async (system, scene) => {
      const instance = targetOf(system, scene)
      const code = await instance.terminate()
      if (code !== 0) scene.violations.push(`SIGTERM: exit code ${code ?? 'none'}`)
      await instance.start()
      return undefined
    },
  },
  {
    name: 'an instance is paused (SIGSTOP) until its locks have expired',
    isOfOneInstance: true,
    run: async (system, scene) => {
      const instance = targetOf(system, scene)
      instance.process.kill('SIGSTOP')
      await lasting(LOCK_TTL_MS + 1_000)
      instance.process.kill('SIGCONT')
      return undefined
    },
  },
  {
    name: 'one key is sent 50 times at once',
    // An earlier storm may have booked the seat.
    run: (_, scene) => until(async () => (await retryStorm(scene)) || undefined),
  },
  blockedLoop,
  overload,
  keyDeleted,
]

export const CLOCK_FAULTS: readonly Fault[] = [wrongClock('ahead'), wrongClock('behind')]

const STORM = 50

/** Seats of the default event that no hall uses. */
const STORM_SEATS = 500

/**
 * All instances get the same request at the same time. It must have one result, or be refused as in progress.
 * @returns the number of answers with the booking
 */
async function retryStorm({ sender, violations, random }: Scene): Promise<number> {
  const message = {
    kind: 'one key 50 times',
    method: 'POST',
    path: '/api/events/default/bookings',
    eventId: 'default',
    body: { seatIds: [`${DEFAULT_EVENT_SEATS - random.below(STORM_SEATS)}`] },
    bearer: ADMIN_KEY,
    key: sender.newKey(),
  }
  const answers = await Promise.all(Array.from({ length: STORM }, () => sender.send(message)))
  const booked = answers.flatMap(({ body: { bookingId } }) => bookingId ?? [])
  const ids = new Set(booked)
  if (ids.size > 1) violations.push(`one key has ${ids.size} bookings: ${[...ids].join()}`)
  const denied = answers.find(wasToldTaken)
  if (ids.size > 0 && denied) {
    violations.push(`one key was booked, and another time answered ${denied.code ?? ''}`)
  }
  return booked.length
}
