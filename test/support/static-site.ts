import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A website of somebody else, with an origin of its own: pages by their path. */
export class StaticSite {
  readonly #server: Server

  private constructor(server: Server) {
    this.#server = server
  }

  static async start(pages: Readonly<Record<string, string>>): Promise<StaticSite> {
    const server = createServer(({ url = '' }, res) => {
      const page = pages[url]
      if (page === undefined) res.writeHead(404)
      else res.setHeader('Content-Type', 'text/html; charset=utf-8')
      res.end(page)
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    return new StaticSite(server)
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async stop(): Promise<void> {
    this.#server.close()
    this.#server.closeAllConnections()
    await once(this.#server, 'close')
  }
}
