import { describe, expect, test } from '@jest/globals'

import { readPlanDocument } from '../../../../src/adapters/http/plans/plan-document.ts'
import { parseSeatingPlan } from '../../../../src/adapters/http/plans/seating-plan.schema.ts'
import { changedDetailsSchema } from '../../../../src/adapters/http/routes/event-schemas.ts'
import { pretixPlan } from '../../../../tools/pretix-plan.ts'

const plan = JSON.stringify(pretixPlan())
const read = (text: string) => readPlanDocument(Buffer.from(text))
const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)

const malformed = expect.objectContaining({ code: 'malformed-json' })
const invalid = (message: string) => expect.objectContaining({ code: 'invalid-request', message })

describe('a body with a plan', () => {
  test('is read as the plan and the other fields', () => {
    expect(read(`{"id":"a","plan":${plan},"name":"Hamlet"}`)).toEqual({
      head: { id: 'a', name: 'Hamlet' },
      plan: parseSeatingPlan(pretixPlan()),
    })
  })

  test('may begin with a byte order mark', () => {
    expect(read(`\ufeff{"plan":${plan}}`).head).toEqual({})
  })

  test('has the last value of a repeated key', () => {
    const { head } = read(`{"id":"a","plan":7,"id":"b","plan":${plan}}`)

    expect(head).toEqual({ id: 'b' })
  })

  test('changes no prototype', () => {
    const polluted = plan.replace('{', '{"__proto__":{"zones":[],"polluted":true},')
    const { head } = read(`{"__proto__":{"polluted":true},"plan":${polluted}}`)

    expect(Object.getPrototypeOf(head)).toBe(Object.prototype)
    expect('polluted' in {}).toBe(false)
  })

  test('does not get its plan from a prototype', () => {
    expect(() => read(`{"__proto__":{"plan":${plan}}}`)).toThrow(/^body\.plan: /)
  })
})

describe('a body is refused:', () => {
  test.each(['', '{', `{"plan":${plan}`, '[]', 'null', '7', '"plan"'])('%j', (text) => {
    expect(() => read(text)).toThrow(malformed)
  })

  test('not UTF-8', () => {
    const bytes = Buffer.from(`{"id":"\u00e9","plan":${plan}}`, 'latin1')

    expect(() => readPlanDocument(bytes)).toThrow(malformed)
  })

  test('faults in the plan, with their paths in the body', () => {
    expect(() => read('{"plan":{"name":"Hall","categories":[],"zones":[7]}}')).toThrow(
      invalid('body.plan.zones[0]: Invalid input: expected object, received number'),
    )
  })

  test('other fields that are too large or too deeply nested', () => {
    const tooMuch = invalid('body: the fields other than plan are too large or too deeply nested')

    expect(() => read(`{"plan":${plan},"name":"${'x'.repeat(70_000)}"}`)).toThrow(tooMuch)
    expect(() => read(`{"plan":${plan},"name":${nested(400_000)}}`)).toThrow(tooMuch)
  })

  test.each([8_001, 400_000])('a plan of %d nested lists', (levels) => {
    expect(() => read(`{"plan":${nested(levels)}}`)).toThrow(/^body\.plan: /)
  })

  test('more objects and lists than fit in memory', () => {
    const tooMany = invalid('body: too many objects and lists')

    expect(() => read(`{"plan":[${'{},'.repeat(1_000_000)}{}]}`)).toThrow(tooMany)
    expect(() => read(`{"plan":${nested(1_000_001)}}`)).toThrow(tooMany)
  })
})

describe('a body that is a plan', () => {
  const fields = [...Object.keys(changedDetailsSchema.shape), 'eventId', 'plan']

  test.each(fields.filter((field) => field !== 'name'))('cannot have %s', (field) => {
    expect(() => read(plan.replace('{', `{"${field}":{},`))).toThrow(
      invalid(`body: ${field}: not allowed in a plan; put the plan in "plan", beside them`),
    )
    const within = read(`{"plan":${plan.replace('{', `{"${field}":{},`)}}`)
    expect(within.plan.extra).toEqual({ [field]: {} })
  })

  test('has all misplaced fields in the error', () => {
    expect(() => read(plan.replace('{', '{"prices":{},"eventId":"gala",'))).toThrow(
      /^body: eventId, prices: not allowed/,
    )
  })
})

describe('unknown fields of a plan', () => {
  const withMore = (more: string) =>
    read(`{"plan":${plan.replace('"zones"', `"more":${more},"zones"`)}}`).plan
  const tooMuch = invalid('body.plan: the additional fields are too large or too deeply nested')

  test('are kept', () => {
    expect(withMore(nested(16)).extra).toEqual({ more: JSON.parse(nested(16)) as unknown })
  })

  test.each([17, 8_001, 400_000])('are refused if they have %d levels', (levels) => {
    expect(() => withMore(nested(levels))).toThrow(tooMuch)
  })

  test('are refused if an element has many', () => {
    expect(() => withMore(`[${'0,'.repeat(100_000)}0]`)).toThrow(tooMuch)
  })
})
