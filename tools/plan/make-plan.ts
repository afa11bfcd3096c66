import type { PretixPlan } from '../pretix-plan.ts'
import type { PlanArguments } from './arguments.ts'
import { rowsPlan } from './rows.ts'
import { stadiumPlan } from './stadium.ts'
import { tablesPlan } from './tables.ts'

/** @throws {UsageError} if the wheelchair places do not fit */
export function makePlan({ hall, options }: PlanArguments): PretixPlan {
  switch (hall) {
    case 'rows':
      return rowsPlan(options)
    case 'tables':
      return tablesPlan(options)
    case 'stadium':
      return stadiumPlan(options)
  }
}
