import type { HeldSeats } from '../../src/application/changes/hold-request.ts'
import { currentSeatIds } from '../../src/domain/booking.ts'
import { PLANS } from '../model/buyer-plans.ts'
import { Client } from './client.ts'
import * as commands from './commands.ts'
import { SEATS } from './hall.ts'
import type { Simulation } from './simulation.ts'

/** Holds seats and follows a random plan, or books without a hold. */
export class Buyer {
  readonly #client: Client
  readonly #simulation: Simulation
  #held: HeldSeats | undefined
  #bookingId: string | undefined

  constructor(name: string, simulation: Simulation) {
    this.#client = new Client(name, simulation)
    this.#simulation = simulation
  }

  async run(): Promise<void> {
    const { random } = this.#simulation.world
    const first = random.pick([
      'hold',
      'hold',
      'hold',
      'places',
      'hold with a place',
      'best',
      'book one',
      'book',
    ])
    await this.#begin(first)
    const plan = random.pick(PLANS)
    for (const names of plan) {
      await Promise.all(names.split('+').map((name) => this.#act(name)))
    }
  }

  async #begin(first: string): Promise<void> {
    const { random } = this.#simulation.world
    const client = this.#client
    if (first === 'book one') {
      this.#booked(await client.send(commands.bookOne(random.pick(SEATS))))
    } else if (first === 'book') {
      this.#booked(await client.send(commands.book(random.some(SEATS))))
    } else if (first === 'places') {
      this.#held = await client.send(commands.holdPlaces(random.pick([1, 1, 2])))
    } else if (first === 'hold with a place') {
      this.#held = await client.send(commands.holdPlaces(1, { seatIds: random.some(SEATS) }))
    } else if (first === 'best') {
      this.#held = await client.send(commands.holdBest(random.pick([1, 2])))
    } else this.#held = await client.send(commands.hold(random.some(SEATS)))
  }

  async #act(name: string): Promise<void> {
    const held = this.#held
    const client = this.#client
    if (this.#bookingId !== undefined) await this.#change(name, this.#bookingId)
    if (!held) return
    if (name === 'confirm') this.#booked(await client.send(commands.confirm(held)))
    else if (name === 'extend') await client.send(commands.extend(held))
    else if (name === 'release') await client.send(commands.release(held))
    else if (name === 'release a seat') await client.send(commands.releaseSeat(held))
    else if (name === 'hold more') {
      this.#held = (await client.send(commands.hold(['A-2'], held))) ?? held
    } else if (name === 'hold another place') {
      this.#held = (await client.send(commands.holdPlaces(1, { own: held }))) ?? held
    }
  }

  async #change(name: string, bookingId: string): Promise<void> {
    const client = this.#client
    if (name === 'cancel') await client.send(commands.cancel(bookingId))
    if (name !== 'move' && name !== 'cancel a seat') return
    const booking = await this.#simulation.world.store.primary.findBooking(bookingId)
    const own = booking ? currentSeatIds(booking) : []
    const [from, to] = [own.at(-1), SEATS.find((seatId) => !own.includes(seatId))]
    if (!booking || from === undefined) return
    if (name === 'cancel a seat') await client.send(commands.cancelSeat(bookingId, from))
    else if (this.#simulation.world.random.chance(0.3)) {
      await client.send(commands.moveToArea(booking, from))
    } else if (to !== undefined) await client.send(commands.move(bookingId, from, to))
  }

  #booked(result: { readonly bookingId: string } | undefined): void {
    this.#bookingId = result?.bookingId ?? this.#bookingId
  }
}

/** Takes seats or places off sale, and puts some of them back. */
export async function blockAndUnblock(name: string, simulation: Simulation): Promise<void> {
  const { random } = simulation.world
  const client = new Client(name, simulation)
  if (random.chance(0.5)) {
    await client.send(commands.blockPlaces(random.pick([1, 2]), random.pick([[], ['A-1']])))
    if (random.chance(0.5)) await client.send(commands.unblockPlaces(1))
    return
  }
  const seatIds = random.some(SEATS)
  await client.send(commands.block(seatIds))
  if (random.chance(0.5)) await client.send(commands.unblock(seatIds))
}
