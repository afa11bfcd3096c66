import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { freePort } from './free-port.ts'

export interface LoadBalancerOptions {
  /** The `ADMIN_PORT` of each instance; without it the operator port has no backend. */
  readonly adminPorts?: readonly number[]
  /** The deployed value by default. */
  readonly connectionsPerClientMax?: number
}

/** The balancer with the deployed configuration, except for its ports and those of the instances. */
export class LoadBalancer {
  readonly port: number
  readonly #adminPort: number
  readonly #folder = mkdtempSync(join(tmpdir(), 'balancer-'))
  readonly #process: ChildProcess

  private constructor(
    [port, adminPort]: readonly [number, number],
    instancePorts: readonly number[],
    { adminPorts = [], connectionsPerClientMax = 5_000 }: LoadBalancerOptions,
  ) {
    this.port = port
    this.#adminPort = adminPort
    const config = join(this.#folder, 'haproxy.cfg')
    writeFileSync(
      config,
      readFileSync('deploy/haproxy.cfg', 'utf8')
        .replace('bind :3000', `bind 127.0.0.1:${port}`)
        .replace('bind :9000', `bind 127.0.0.1:${adminPort}`)
        .replace('sc0_conn_cur gt 5000', `sc0_conn_cur gt ${connectionsPerClientMax}`)
        // A slow answer on a busy machine must not mark an instance as down.
        .replace('defaults\n', 'defaults\n  timeout check 60s\n')
        .replace(/^ *server-template holdfast- .*\n/m, serversAt(instancePorts))
        .replace(/^ *server-template admin- .*\n/m, serversAt(adminPorts)),
    )
    this.#process = spawn('haproxy', ['-db', '-f', config], { stdio: 'ignore' })
  }

  /** Starts it without waiting. */
  static async start(
    instancePorts: readonly number[],
    options: LoadBalancerOptions = {},
  ): Promise<LoadBalancer> {
    const ports = [await freePort(), await freePort()] as const
    return new LoadBalancer(ports, instancePorts, options)
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  /** The URL for operators. */
  get adminUrl(): string {
    return `http://127.0.0.1:${this.#adminPort}`
  }

  async stop(): Promise<void> {
    const exited = once(this.#process, 'exit')
    if (this.#process.exitCode === null) {
      this.#process.kill('SIGKILL')
      await exited
    }
    rmSync(this.#folder, { recursive: true })
  }
}

function serversAt(ports: readonly number[]): string {
  return ports.map((port, index) => `  server ${index} 127.0.0.1:${port}\n`).join('')
}
