import { until } from '../../tools/until.ts'
import { AccessKeys } from './access-keys.ts'
import { Buyers } from './buyers.ts'
import { type Check, checkAll } from './checks/all-checks.ts'
import type { Fault, Scene } from './faults/fault.ts'
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
  readonly salesBetween?: number | undefined
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

/** Sales between two faults, by default. */
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
  const keys = new AccessKeys()
  const load = { journal, addresses: system.instances, halls, keys, random: random.fork() }
  const buyers = new Buyers({ ...load, count: options.buyers })
  const startMs = performance.now()
  const scenery = { journal, random, keys, sender: senderOf('storm'), endlessLocks: [] as string[] }
  const struck = await strikeAll(system, options, scenery)

  const seconds = Math.round((performance.now() - startMs) / 1_000)
  await Promise.all([buyers.stop(), halls.stop()])
  const streams = await halls.stopStream()
  const endlessLocks = [...scenery.endlessLocks, ...(await system.endlessLocks())]
  await system.restart()
  const evidence = {
    ...{ journal, halls, keys, struck, webhooks, streams, endlessLocks },
    sender: senderOf('check'),
  }
  const checks = await checkAll(system, evidence).finally(() => webhooks.stop())
  return {
    journal,
    struck,
    checks,
    seconds,
    eventCount: halls.all.filter((hall) => hall.isEvent).length,
  }
}

interface Scenery extends Omit<Scene, 'target'> {
  /** Collects the locks that never expire. */
  readonly endlessLocks: string[]
}

/** Causes the faults in random order, all of them before any is repeated. */
async function strikeAll<S extends System>(
  system: S,
  { faults, isOver, onFault, salesBetween = SALES_BETWEEN }: TortureOptions<S>,
  scenery: Scenery,
): Promise<Struck[]> {
  const { journal, random } = scenery
  const possible = faults.filter(({ obstacle }) => obstacle === undefined)
  const struck: Struck[] = []
  let deck: Fault<S>[] = []
  do {
    if (deck.length === 0) deck = random.shuffle(possible)
    const fault = deck.pop()
    if (!fault) break
    const target = random.below(system.instances.length)
    const before = journal.sales.length
    await until(() => journal.sales.length >= before + salesBetween)
    const one = await strike(system, fault, { ...scenery, target, random: random.fork() })
    scenery.endlessLocks.push(...(await system.endlessLocks()))
    struck.push(one)
    onFault?.(one)
  } while (struck.length < possible.length || !isOver())
  return struck
}

async function strike<S extends System>(system: S, fault: Fault<S>, scene: Scene): Promise<Struck> {
  const { journal, target } = scene
  const instance = fault.isOfOneInstance ? system.instances[target]?.name : undefined
  await journal.busy(instance)
  const inFlight = journal.inFlight(instance)
  const startMs = Date.now()
  const hit = await fault.run(system, scene)
  await system.heal()
  const sale = await until(() => journal.sales.find((sent) => sent.startMs >= startMs))
  const untilSaleMs = sale.endMs - startMs
  return { name: fault.name, inFlight, wasVacuous: (hit ?? inFlight) === 0, untilSaleMs }
}
