import { once } from 'node:events'
import { Socket } from 'node:net'

import { beforeEach, describe, expect, test } from '@jest/globals'

import { Clients } from '../../../../src/adapters/http/limits/clients.ts'
import { ClientConnections } from '../../../../src/adapters/http/limits/connections.ts'

let refused: number
let connections: ClientConnections

function limit(trustProxy?: string): void {
  connections = new ClientConnections({
    perClientMax: 2,
    clients: new Clients(trustProxy),
    onRefused: () => refused++,
  })
}

beforeEach(() => {
  refused = 0
  limit()
})

/** Opens a connection from each of these addresses. */
function connect(...addresses: readonly string[]): Socket[] {
  return addresses.map((address) => {
    const socket = Object.defineProperty(new Socket(), 'remoteAddress', { value: address })
    connections.admit(socket)
    return socket
  })
}

const open = (sockets: readonly Socket[]) => sockets.map(({ destroyed }) => !destroyed)

describe('the connections of one client', () => {
  test('are closed immediately beyond the limit, and counted', () => {
    const sockets = connect('192.0.2.1', '192.0.2.1', '192.0.2.1', '192.0.2.2')

    expect(open(sockets)).toEqual([true, true, false, true])
    expect(refused).toBe(1)
  })

  test('free a slot when they close, unless they were refused', async () => {
    const [first, , third] = connect('192.0.2.1', '192.0.2.1', '192.0.2.1')
    if (third) await once(third, 'close')
    expect(open(connect('192.0.2.1'))).toEqual([false])

    if (first) await once(first.destroy(), 'close')
    expect(open(connect('192.0.2.1', '192.0.2.1'))).toEqual([true, false])
  })

  test('are those of a whole IPv6 network', () => {
    const sockets = connect('2001:db8:0:1::1', '2001:db8:0:2::2', '2001:db8:0:3::3', '2001:db9::1')

    expect(open(sockets)).toEqual([true, true, false, true])
  })
})

describe('the connections of a trusted proxy', () => {
  test('are not limited if proxies are configured by address', () => {
    limit('10.0.0.0/8')

    expect(open(connect('10.0.0.1', '10.0.0.1', '10.0.0.1'))).toEqual([true, true, true])
    expect(open(connect('192.0.2.1', '192.0.2.1', '192.0.2.1'))).toEqual([true, true, false])
  })

  test('are all connections if the number of proxies is configured', () => {
    limit('1')

    expect(open(connect('192.0.2.1', '192.0.2.1', '192.0.2.1'))).toEqual([true, true, true])
  })
})
