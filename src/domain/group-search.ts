import { type Hall, type HallSegment, isMixed, meanDistance } from './hall.ts'
import type { SeatId } from './seat.ts'

/** The seats of a segment from `start` to before `end`. */
export interface Run {
  readonly segment: HallSegment
  readonly start: number
  readonly end: number
}

export interface Group extends Run {
  /**
   * How bad a choice it is: 1 when it costs others the room for one more such group, 2 when it leaves a seat alone,
   * 4 when it is of several categories; the sum of those that apply.
   */
  readonly harm: number
  /** From the front, on average. */
  readonly distance: number
}

export interface Wanted {
  readonly quantity: number
  readonly category?: string | undefined
  readonly isFree: (seatId: SeatId) => boolean
}

interface Occupation {
  readonly free: readonly boolean[]
  /** What is free and not in a group that was taken in this search. */
  readonly left: boolean[]
  best: Group | undefined
}

/** Finds the groups of neighbours in a hall, the best first, no two with a seat in common. */
export class GroupSearch {
  readonly #hall: Hall
  readonly #wanted: Wanted
  /** Segments are looked at only when their turn comes, which in a hall with room is seldom. */
  readonly #occupations = new Map<HallSegment, Occupation>()
  #effort = 0

  constructor(hall: Hall, wanted: Wanted) {
    this.#hall = hall
    this.#wanted = wanted
  }

  /** How many seats and segments were looked at so far: the time that a search takes grows with it. */
  get effort(): number {
    return this.#effort
  }

  /** The best group of what is left; the next call finds another. */
  takeBest(): Group | undefined {
    let best: Group | undefined
    for (const segment of this.#hall) {
      // No seat of this segment, or of one after it, is nearer than the group that is harmless already.
      if (best?.harm === 0 && best.distance <= segment.distanceMin) break
      this.#effort++
      best = better(best, this.#occupationOf(segment).best)
    }
    if (best) this.#take(best)
    return best
  }

  /** All unbroken runs of seats that are left. */
  runs(): Run[] {
    return this.#hall.flatMap((segment) => this.#runsIn(segment, this.#occupationOf(segment).left))
  }

  #take({ segment, start, end }: Group): void {
    const occupation = this.#occupationOf(segment)
    occupation.left.fill(false, start, end)
    occupation.best = this.#bestIn(segment, occupation)
  }

  #occupationOf(segment: HallSegment): Occupation {
    let occupation = this.#occupations.get(segment)
    if (!occupation) {
      const free = segment.seatIds.map((seatId) => this.#wanted.isFree(seatId))
      occupation = { free, left: [...free], best: undefined }
      occupation.best = this.#bestIn(segment, occupation)
      this.#occupations.set(segment, occupation)
    }
    return occupation
  }

  #bestIn(segment: HallSegment, { free, left }: Occupation): Group | undefined {
    const { quantity } = this.#wanted
    const groupsIn = (seats: number) => Math.floor(seats / quantity)
    this.#effort += segment.seatIds.length

    let best: Group | undefined
    for (const run of this.#runsIn(segment, left)) {
      const room = groupsIn(run.end - run.start) - 1
      for (let start = run.start; start + quantity <= run.end; start++) {
        const end = start + quantity
        const distance = meanDistance(segment, start, end)
        // No other can be less harmful, and most are farther away.
        if (best?.harm === 0 && best.distance <= distance) continue
        // Nobody knows whether the groups that were taken before it in this search will ever be sold.
        const lone = leavesOneAlone(free, start, end) || leavesOneAlone(left, start, end)
        const wasteful = groupsIn(start - run.start) + groupsIn(run.end - end) < room
        const mixed = isMixed(segment, start, end)
        const harm = (mixed ? 4 : 0) + (lone ? 2 : 0) + (wasteful ? 1 : 0)
        best = better(best, { segment, start, end, harm, distance })
      }
    }
    return best
  }

  #runsIn(segment: HallSegment, left: readonly boolean[]): Run[] {
    const { category } = this.#wanted
    const runs: Run[] = []
    let start = 0
    for (let index = 0; index <= left.length; index++) {
      const fits = category === undefined || segment.categories[index] === category
      if (left[index] && fits) continue
      if (index > start) runs.push({ segment, start, end: index })
      start = index + 1
    }
    return runs
  }
}

function better(a: Group | undefined, b: Group | undefined): Group | undefined {
  if (!a || !b) return a ?? b
  return b.harm < a.harm || (b.harm === a.harm && b.distance < a.distance) ? b : a
}

function leavesOneAlone(free: readonly boolean[], start: number, end: number): boolean {
  return (free[start - 1] === true && !free[start - 2]) || (free[end] === true && !free[end + 1])
}
