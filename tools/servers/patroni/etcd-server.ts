import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { until } from '../../until.ts'
import { endServer } from '../child-server.ts'
import { freePort } from '../free-port.ts'
import { etcdApi } from './etcd-api.ts'

/** A private etcd of one node, removed completely by `stop`. */
export class EtcdServer {
  readonly api = etcdApi()
  readonly #port: number
  readonly #peerPort: number
  readonly #folder = mkdtempSync(join(tmpdir(), 'holdfast-etcd-'))
  #process: ChildProcess | undefined

  private constructor(port: number, peerPort: number) {
    this.#port = port
    this.#peerPort = peerPort
  }

  static async start(): Promise<EtcdServer> {
    const server = new EtcdServer(await freePort(), await freePort())
    await server.launch()
    return server
  }

  get address(): string {
    return `127.0.0.1:${this.#port}`
  }

  /** Starts the server, or restarts it with its data. */
  async launch(): Promise<void> {
    const [url, peerUrl] = [`http://${this.address}`, `http://127.0.0.1:${this.#peerPort}`]
    const options = {
      'data-dir': this.#folder,
      'listen-client-urls': url,
      'advertise-client-urls': url,
      'listen-peer-urls': peerUrl,
      'initial-advertise-peer-urls': peerUrl,
      'initial-cluster': `default=${peerUrl}`,
      ...(this.api === 2 && { 'enable-v2': 'true' }),
    }
    const args = Object.entries(options).map(([name, value]) => `--${name}=${value}`)
    this.#process = spawn('etcd', args, { stdio: 'ignore' })
    await until(() =>
      fetch(`${url}/health`).then(
        ({ ok }) => ok,
        () => false,
      ),
    )
  }

  async kill(): Promise<void> {
    await endServer(this.#process)
  }

  async stop(): Promise<void> {
    await this.kill()
    rmSync(this.#folder, { recursive: true })
  }
}
