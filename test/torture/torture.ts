import { until } from '../../tools/until.ts'
import { AccessKeys } from './access-keys.ts'
import { Buyers } from './buyers.ts'
import { type Check, checkAll } from './checks/all-checks.ts'
import type { Fault, Scene } from './faults/fault.ts'
import { Halls } from './halls.ts'
import { Journal } from './journal.ts'
import { Random } from './random.ts'
import { SeenLocks } from './seen-locks.ts'
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
  /** What it has hit, if it counts that itself. */
  readonly hit: number | undefined
  /** The longest time without an acknowledged sale, from its beginning until some sales after its repair. */
  readonly longestPauseMs: number
}

export interface TortureResult {
  readonly journal: Journal
  readonly struck: readonly Struck[]
  readonly checks: readonly Check[]
  readonly eventCount: number
  /** How long faults were caused. */
  readonly seconds: number
}

/** Sales after the repair of a fault and before the next one, by default. */
export const SALES_BETWEEN = 20

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
  const scenery = {
    ...{ journal, random, keys, sender: senderOf('storm'), violations: [] },
    locks: new SeenLocks(system),
  }
  const struck = await strikeAll(system, options, scenery)

  const seconds = Math.round((performance.now() - startMs) / 1_000)
  await Promise.all([buyers.stop(), halls.stop()])
  const streams = await halls.stopStreams()
  await scenery.locks.look()
  await system.restart()
  const evidence = {
    ...{ journal, halls, keys, struck, webhooks, streams },
    ...{ locks: scenery.locks, faultViolations: scenery.violations },
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
  readonly locks: SeenLocks
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
  await until(() => journal.sales.length >= salesBetween)
  do {
    if (deck.length === 0) deck = random.shuffle(possible)
    const fault = deck.pop()
    if (!fault) break
    const target = random.below(system.instances.length)
    const scene = { ...scenery, target, random: random.fork() }
    const one = await strike(system, fault, scene, salesBetween)
    await scenery.locks.look()
    struck.push(one)
    onFault?.(one)
  } while (struck.length < possible.length || !isOver())
  return struck
}

async function strike<S extends System>(
  system: S,
  fault: Fault<S>,
  scene: Scene,
  salesAfter: number,
): Promise<Struck> {
  const { journal, target } = scene
  const instance = fault.isOfOneInstance ? system.instances[target]?.name : undefined
  await journal.busy(instance)
  const inFlight = journal.inFlight(instance)
  const startMs = Date.now()
  const before = journal.sales.length
  const hit = await fault.run(system, scene)
  await system.heal()
  const healed = journal.sales.length
  await until(() => journal.sales.length >= healed + salesAfter)
  const times = [startMs, ...journal.sales.slice(before).map(({ endMs }) => endMs)]
  const pauses = times.slice(1).map((endMs, index) => endMs - (times[index] ?? endMs))
  return { name: fault.name, inFlight, hit, longestPauseMs: Math.max(...pauses) }
}
