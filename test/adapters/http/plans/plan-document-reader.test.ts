import { describe, expect, test } from '@jest/globals'

import { readPlanDocument } from '../../../../src/adapters/http/plans/plan-document.ts'
import { PlanDocumentReader } from '../../../../src/adapters/http/plans/plan-document-reader.ts'
import { type PretixPlan, pretixPlan } from '../../../../tools/pretix-plan.ts'

const inWorkers = { mainThreadBytesMax: 0 }

/** In a separate buffer, which can be transferred to a worker. */
function bodyOf(plan: unknown): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify({ id: 'a', name: 'Hamlet', plan })).slice()
}

function worker(program: string): URL {
  return new URL(`data:text/javascript,${encodeURIComponent(program)}`)
}

/** Has every kind of element, and more than one slice. */
function largePlan(): PretixPlan {
  const plan = pretixPlan({ zones: 2, rows: 3, seats: 1500 })
  const position = { x: 5, y: 5 }
  const points = Array.from({ length: 900 }, (_, index) => ({ x: index, y: 0 }))
  const areas = Array.from({ length: 5 }, () => ({
    position,
    shape: 'polygon',
    polygon: { points },
  }))
  plan.zones[0] = {
    position,
    rows: [],
    areas: [...areas, { position, text: 'Stage' }],
    name: 'Bar',
    focalPoint: position,
  }
  plan.zones[1]?.rows.splice(1, 0, { row_number: 'empty', seats: [] })
  return { ...plan, size: { width: 900, height: 800 }, focalPoint: position }
}

/** Has unknown fields in each kind of element. */
function extendedPlan() {
  const { categories, zones, ...plan } = pretixPlan()
  const position = { x: 5, y: 5 }
  const areas = [{ position, shape: 'text', uuid: 'area' }]
  return {
    ...plan,
    uuid: 'plan',
    categories: categories.map((category) => ({ ...category, uuid: category.name })),
    zones: zones.map(({ rows, ...zone }) => ({
      ...zone,
      zone_id: 'zone',
      areas,
      rows: rows.map(({ seats, ...row }) => ({
        ...row,
        uuid: 'row',
        seats: seats.map((seat) => ({ ...seat, uuid: seat.seat_guid })),
      })),
    })),
  }
}

describe('a body with a plan', () => {
  test.each([
    ['large', largePlan()],
    ['small', pretixPlan()],
    ['extended', extendedPlan()],
  ])('that is %s is read in a worker as on the main thread', async (_, plan) => {
    const here = readPlanDocument(bodyOf(plan))
    const inWorker = await new PlanDocumentReader(inWorkers).read(bodyOf(plan))

    expect(inWorker).toEqual(here)
    // Plans are compared and stored as JSON, so their fields must be in the same order, too.
    expect(JSON.stringify(inWorker)).toBe(JSON.stringify(here))
  })

  test('that is small is read on the main thread', async () => {
    const reader = new PlanDocumentReader({ worker: worker('throw new Error("Not here.")') })

    expect((await reader.read(bodyOf(pretixPlan()))).head).toEqual({ id: 'a', name: 'Hamlet' })
  })

  test('is refused in a worker for the same reasons', async () => {
    const reader = new PlanDocumentReader(inWorkers)

    await expect(reader.read(bodyOf({ ...largePlan(), zones: [7] }))).rejects.toMatchObject({
      code: 'invalid-request',
      message: 'body.plan.zones[0]: Invalid input: expected object, received number',
    })
    await expect(reader.read(new TextEncoder().encode('{'))).rejects.toMatchObject({
      code: 'malformed-json',
    })
  })
})

describe('concurrent bodies', () => {
  test('are all read', async () => {
    const reader = new PlanDocumentReader(inWorkers)
    const bodies = [1, 2, 3].map((seats) => bodyOf(pretixPlan({ seats })))

    const documents = await Promise.all(bodies.map((body) => reader.read(body)))

    expect(documents.map(({ plan }) => plan.zones[0]?.rows[0]?.seats.length)).toEqual([1, 2, 3])
  })

  test('are refused while the queue is full', async () => {
    const reader = new PlanDocumentReader({ ...inWorkers, waitingMax: 1 })
    const read = () => reader.read(bodyOf(pretixPlan()))

    const [first, second, third] = await Promise.allSettled([read(), read(), read()])

    expect(first.status).toBe('fulfilled')
    expect(second.status).toBe('fulfilled')
    expect(third).toMatchObject({ reason: { code: 'overloaded' } })
    expect((await read()).plan.name).toBe('Hall')
  })
})

describe('a worker that fails', () => {
  test.each([
    ['throws', 'throw new Error("Out of luck.")', 'Out of luck.'],
    ['exits', 'process.exit(3)', 'The worker exited before it had parsed the plan.'],
  ])('because it %s fails only the body that it was reading', async (_, program, message) => {
    const reader = new PlanDocumentReader({ ...inWorkers, worker: worker(program) })
    const read = () => reader.read(bodyOf(pretixPlan()))

    const results = await Promise.allSettled([read(), read()])

    expect(results).toMatchObject([{ reason: { message } }, { reason: { message } }])
  })
})
