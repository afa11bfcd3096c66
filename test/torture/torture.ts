import { until } from '../../tools/until.ts'
import { Buyers } from './buyers.ts'
import { type Check, checkAll } from './checks/all-checks.ts'
import type { Fault } from './faults/fault.ts'
import { Halls } from './halls.ts'
import { Journal } from './journal.ts'
import { Random } from './random.ts'
import { Sender } from './sender.ts'
import { StreamFollower } from './stream-follower.ts'
import type { System } from './system.ts'
import { Webhooks } from './webhooks.ts'

export interface TortureOptions<S extends System> {
  readonly seed: number
  readonly buyers: number
  readonly faults: readonly Fault<S>[]
  /** The run ends when this is true and every fault was caused at least once. */
  readonly isOver: () => boolean
  readonly onFault?: (struck: Struck) => void
}

/** A fault that was caused. */
export interface Struck {
  readonly name: string
  /** Requests in flight when it began. */
  readonly inFlight: number
  readonly wasVacuous: boolean
  /** From its beginning to the next acknowledged sale whose request began after it. */
  readonly untilSaleMs: number
}

export interface TortureResult {
  readonly journal: Journal
  readonly struck: readonly Struck[]
  readonly checks: readonly Check[]
  readonly eventCount: number
  /** How long faults were caused. */
  readonly seconds: number
}

/** Sales between two faults. */
const SALES_BETWEEN = 20

/** Sends requests to a system while faults hit it, restarts it, and checks what it has answered and stored. */
export async function torture<S extends System>(
  system: S,
  options: TortureOptions<S>,
): Promise<TortureResult> {
  const random = new Random(options.seed)
  const journal = new Journal()
  const senderOf = (name: string) =>
    new Sender(journal, system.instances, { name, random: random.fork() })
  const webhooks = await Webhooks.register(senderOf('webhooks'))
  const follow = (eventId: string) => new StreamFollower(eventId, system.instances, random.fork())
  const halls = new Halls(senderOf('office'), { random: random.fork(), follow })
  await halls.start()
  const load = { journal, addresses: system.instances, halls, random: random.fork() }
  const buyers = new Buyers({ ...load, count: options.buyers })
  const startMs = performance.now()
  const struck = await strikeAll(system, options, { journal, random, sender: senderOf('storm') })

  const seconds = Math.round((performance.now() - startMs) / 1_000)
  await Promise.all([buyers.stop(), halls.stop()])
  const streams = await halls.stopStream()
  await system.restart()
  const evidence = { journal, halls, sender: senderOf('check'), struck, webhooks, streams }
  const checks = await checkAll(system, evidence)
  await webhooks.stop()
  return {
    journal,
    struck,
    checks,
    seconds,
    eventCount: halls.all.filter((hall) => hall.isEvent).length,
  }
}

interface Scenery {
  readonly journal: Journal
  readonly random: Random
  readonly sender: Sender
}

/** Causes the faults in random order, all of them before any is repeated. */
async function strikeAll<S extends System>(
  system: S,
  { faults, isOver, onFault }: TortureOptions<S>,
  { journal, random, sender }: Scenery,
): Promise<Struck[]> {
  const possible = faults.filter(({ obstacle }) => obstacle === undefined)
  const struck: Struck[] = []
  let deck: Fault<S>[] = []
  do {
    if (deck.length === 0) deck = random.shuffle(possible)
    const fault = deck.pop()
    if (!fault) break
    const target = random.below(system.instances.length)
    const scene = { target, journal, random: random.fork(), sender }
    const one = await strike(system, fault, scene)
    struck.push(one)
    onFault?.(one)
  } while (struck.length < possible.length || !isOver())
  return struck
}

async function strike<S extends System>(
  system: S,
  fault: Fault<S>,
  scene: Parameters<Fault<S>['run']>[1],
): Promise<Struck> {
  const { journal, target } = scene
  const before = journal.sales.length
  await until(() => journal.sales.length >= before + SALES_BETWEEN)
  const instance = fault.isOfOneInstance ? system.instances[target]?.name : undefined
  await journal.busy(instance)
  const inFlight = journal.inFlight(instance)
  const startMs = Date.now()
  const hit = await fault.run(system, scene)
  await system.heal()
  const sale = await until(() => journal.sales.find((sent) => sent.startMs >= startMs))
  const endless = await system.endlessLocks()
  for (const key of endless) journal.violations.push(`the lock ${key} never expires`)
  const untilSaleMs = sale.endMs - startMs
  return { name: fault.name, inFlight, wasVacuous: (hit ?? inFlight) === 0, untilSaleMs }
}
