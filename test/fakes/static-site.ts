import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A website with another origin. */
export class StaticSite {
  /** The pages by path, read at each request. */
  readonly pages: Record<string, string>
  readonly #server: Server

  private constructor(pages: Readonly<Record<string, string>>) {
    this.pages = { ...pages }
    this.#server = createServer(({ url = '' }, res) => {
      const page = this.pages[url.split('?', 1)[0] ?? '']
      if (page === undefined) res.writeHead(404)
      else res.setHeader('Content-Type', 'text/html; charset=utf-8')
      res.end(page)
    })
  }

  static async start(pages: Readonly<Record<string, string>> = {}): Promise<StaticSite> {
    const site = new StaticSite(pages)
    site.#server.listen(0, '127.0.0.1')
    await once(site.#server, 'listening')
    return site
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
