import type { Scheduler } from 'fast-check'

/** The same port with every call scheduled, except the guess, which is synchronous. */
export function scheduledPort<Port extends object>(s: Scheduler, port: Port): Port {
  return new Proxy(port, {
    get: (target, name) => {
      const method = Reflect.get(target, name, target) as (...args: unknown[]) => unknown
      if (name === 'guessUntouched') return method
      return async (...args: unknown[]) => {
        await turn(s, String(name))
        return method.apply(target, args)
      }
    },
  })
}

/** Resolves when the scheduler decides. */
export function turn(s: Scheduler, label: string): Promise<unknown> {
  return s.schedule(Promise.resolve(), label)
}
