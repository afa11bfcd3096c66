import type { DependencyContainer } from 'tsyringe'

import { HttpServer } from '../adapters/http/server/http-server.ts'
import type { Config } from '../config.ts'
import { registerActivity } from './activity.ts'
import { ADMIN_SERVER, registerAdminServer } from './admin-server.ts'
import { createEndpoints, ENDPOINTS } from './endpoints.ts'
import { registerPublicServer } from './public-server.ts'
import { registerSingleton } from './tokens.ts'

/** Registers the HTTP servers. The admin server starts before the public one, and stops after it. */
export function registerHttp(services: DependencyContainer, config: Config): void {
  registerActivity(services)
  registerSingleton(services, ENDPOINTS, (c) => createEndpoints(c, config))
  registerAdminServer(services, config)
  registerPublicServer(services, config)
}

/** The ports of the servers, after they were started. */
export function portsOf(services: DependencyContainer): { port: number; adminPort?: number } {
  const { port } = services.resolve(HttpServer)
  if (!services.isRegistered(ADMIN_SERVER)) return { port }
  return { port, adminPort: services.resolve(ADMIN_SERVER).port }
}
