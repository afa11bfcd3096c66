import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { endServer } from '../child-server.ts'
import { freePort } from '../free-port.ts'
import type { PatroniNode } from './patroni-node.ts'

/** HAProxy in front of the primary, with the deployed configuration except for the ports. */
export class PrimaryBalancer {
  readonly port: number
  readonly #folder = mkdtempSync(join(tmpdir(), 'holdfast-primary-'))
  readonly #process: ChildProcess

  private constructor(port: number, nodes: readonly PatroniNode[]) {
    this.port = port
    const config = join(this.#folder, 'haproxy.cfg')
    const servers = nodes.map(
      (node) => `  server ${node.name} 127.0.0.1:${node.port} port ${node.apiPort}\n`,
    )
    writeFileSync(
      config,
      readFileSync('deploy/patroni/haproxy.cfg', 'utf8')
        .replace('bind 127.0.0.1:5000', `bind 127.0.0.1:${port}`)
        .replace(/^( *server node\d .*\n)+/m, servers.join('')),
    )
    this.#process = spawn('haproxy', ['-db', '-f', config], { stdio: 'ignore' })
  }

  /** Starts it without waiting. */
  static async start(nodes: readonly PatroniNode[]): Promise<PrimaryBalancer> {
    return new PrimaryBalancer(await freePort(), nodes)
  }

  async stop(): Promise<void> {
    await endServer(this.#process)
    rmSync(this.#folder, { recursive: true })
  }
}
