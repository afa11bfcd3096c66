/** Where a route is served when `ADMIN_PORT` is set. Without that setting, one server serves all routes. */
export type Placement = 'public' | 'admin' | 'both'

/** What one server serves: all routes, or those of one side when there are two servers. */
export type ServerRole = 'everything' | 'public' | 'admin'

/** @param placement `public` when left out */
export function isServedBy(role: ServerRole, placement: Placement = 'public'): boolean {
  return role === 'everything' || placement === 'both' || placement === role
}
