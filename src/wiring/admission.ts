import type { DependencyContainer, InjectionToken } from 'tsyringe'

import type { Admission } from '../adapters/http/routes/admission.ts'
import type { Config } from '../config.ts'
import { CLOCK, registerSingleton } from './tokens.ts'

/** Registered only if an `ADMISSION_KEY` is set. */
export const ADMISSION = Symbol('Admission') as InjectionToken<Admission>

/** Registers the check of admission tokens. */
export async function registerAdmission(
  services: DependencyContainer,
  { ADMISSION_KEY: key }: Config,
): Promise<void> {
  if (key === undefined) return
  const { Admission } = await import('../adapters/http/routes/admission.ts')
  registerSingleton(services, ADMISSION, (c) => new Admission(key, c.resolve(CLOCK)))
}
