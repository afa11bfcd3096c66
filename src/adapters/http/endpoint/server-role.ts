/** Where a route is served when `ADMIN_PORT` is set. Without that setting, one server serves all routes. */
export type Placement = 'public' | 'admin' | 'both'

/** The routes that one server serves: all of them, or one part if there are two servers. */
export type ServerRole = 'everything' | 'public' | 'admin'

export function isServedBy(role: ServerRole, placement: Placement = 'public'): boolean {
  return role === 'everything' || placement === 'both' || placement === role
}

/** Routes for operators are exempt from the limits of clients. They are served by the admin server, if there is one. */
export function isForOperators(placement: Placement = 'public'): boolean {
  return placement !== 'public'
}
