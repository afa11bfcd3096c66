import { createRequire } from 'node:module'

import type sequencer from '@jest/test-sequencer'

// The declarations of the package describe its CommonJS module only.
const { default: TestSequencer } = createRequire(import.meta.url)(
  '@jest/test-sequencer',
) as typeof sequencer

type Tests = Parameters<sequencer.default['sort']>[0]

/** The tests there start services, servers and browsers. They take longest, even in short files. */
const SERVICES = /\/test\/(browser|system)\//

const startsServices = ({ path }: Tests[number]): number => Number(SERVICES.test(path))

/**
 * Runs the files that take longest first, so that no worker is idle at the end of the run. Jest
 * knows the durations of its last run; without one, it assumes that large files take longest.
 */
export default class ServicesFirstSequencer extends TestSequencer {
  override async sort(tests: Tests): Promise<Tests> {
    const sorted = await super.sort(tests)
    return sorted.sort((one, other) => startsServices(other) - startsServices(one))
  }
}
