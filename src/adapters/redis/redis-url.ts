export interface Endpoint {
  readonly host: string
  readonly port: number
}

/** The settings that all servers of a Sentinel or Cluster setup share. */
interface SharedByServers {
  readonly tls: boolean
  readonly username?: string
  readonly password?: string
}

export interface SingleTarget {
  readonly kind: 'single'
  /** In the form that the client library accepts. */
  readonly url: string
}

export interface SentinelTarget extends SharedByServers {
  readonly kind: 'sentinel'
  readonly sentinels: readonly Endpoint[]
  readonly masterName: string
  readonly db: number
  readonly sentinelPassword?: string
}

export interface ClusterTarget extends SharedByServers {
  readonly kind: 'cluster'
  readonly nodes: readonly Endpoint[]
}

export type RedisTarget = SingleTarget | SentinelTarget | ClusterTarget

const SINGLE = 'redis://host:6379'
const SENTINEL = 'redis+sentinel://host1:26379,host2:26379/name-of-the-master'
const CLUSTER = 'redis+cluster://host1:6379,host2:6379'

const SENTINEL_PORT = 26_379
const CLUSTER_PORT = 6_379

const SEVERAL_SERVERS =
  /^redis(?<tls>s?)\+(?<kind>sentinel|cluster):\/\/(?:(?<login>[^/?]*)@)?(?<hosts>[^/?@]*)(?<path>\/[^?]*)?(?:\?(?<query>.*))?$/s

/**
 * Parses the address of a Redis: `redis://`, `redis+sentinel://` or `redis+cluster://`, each also with `rediss` for
 * TLS. The last two have several hosts, which standard URLs do not allow.
 * @throws {Error} with the allowed forms, but without the given value, which may contain a password
 */
export function parseRedisUrl(url: string): RedisTarget {
  const parts = SEVERAL_SERVERS.exec(url)?.groups
  if (parts) return parts['kind'] === 'sentinel' ? sentinelTarget(parts) : clusterTarget(parts)
  if (URL.canParse(url)) {
    const { protocol, hostname, username, password } = new URL(url)
    if (['redis:', 'rediss:'].includes(protocol) && hostname !== '') {
      // The client library decodes them too, with a less helpful error.
      for (const part of [username, password]) decode(part)
      return { kind: 'single', url }
    }
  }
  throw new Error(`must be a URL like ${SINGLE}, ${SENTINEL} or ${CLUSTER}`)
}

type Parts = Readonly<Record<string, string | undefined>>

function sentinelTarget({ hosts, path, query, ...parts }: Parts): SentinelTarget {
  const sentinels = endpoints(hosts, SENTINEL_PORT)
  const [, masterName, db = '0'] = /^\/([^/]+)(?:\/(\d+)?)?$/.exec(path ?? '') ?? []
  const { sentinelPassword, ...unknown } = Object.fromEntries(new URLSearchParams(query))
  if (!sentinels || masterName === undefined || Object.keys(unknown).length > 0) {
    throw new Error(
      `must be a URL like ${SENTINEL}, with an optional /<database> and ?sentinelPassword=<password>`,
    )
  }
  return {
    kind: 'sentinel',
    sentinels,
    masterName: decode(masterName),
    db: Number(db),
    ...sharedByServers(parts),
    ...(sentinelPassword && { sentinelPassword }),
  }
}

function clusterTarget({ hosts, path = '/', query = '', ...parts }: Parts): ClusterTarget {
  const nodes = endpoints(hosts, CLUSTER_PORT)
  if (!nodes || path !== '/' || query !== '') {
    throw new Error(`must be a URL like ${CLUSTER}; a Cluster has only database 0`)
  }
  return { kind: 'cluster', nodes, ...sharedByServers(parts) }
}

function sharedByServers({ tls, login = '' }: Parts): SharedByServers {
  const [, username = '', password = ''] = /^([^:]*):?(.*)$/s.exec(login) ?? []
  return {
    tls: tls === 's',
    ...(username && { username: decode(username) }),
    ...(password && { password: decode(password) }),
  }
}

/** @returns undefined when one of them has no host or an invalid port */
function endpoints(list = '', defaultPort: number): Endpoint[] | undefined {
  const read = list.split(',').map((item) => {
    const [, ipv6, name, port] = /^(?:\[([\da-f:.]+)\]|([^\s:[\]]+))(?::(\d+))?$/i.exec(item) ?? []
    return { host: ipv6 ?? name ?? '', port: Number(port ?? defaultPort) }
  })
  return read.every(({ host, port }) => host !== '' && port >= 1 && port <= 65_535)
    ? read
    : undefined
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new Error('must have special characters percent-encoded')
  }
}
