import { type Request, type Response, Router } from 'express'

import { allowOnly } from '../allow-only.ts'
import { sendNothing, sendText } from '../answers.ts'
import { allowOrigins, type Origins } from '../cross-origin.ts'
import { HttpProblem } from '../http-problem.ts'
import { queryOf } from '../query.ts'
import { isKnown } from '../routes/etag.ts'
import type { Asset } from './asset.ts'
import { ASSETS_PATH, bundle, type Bundle, type BundleSettings, type PageName } from './bundle.ts'

const WIDGET_PATH = '/widget.js'

/** Where each page is. */
const PATHS: Readonly<Record<PageName, string>> = { map: '/', watch: '/watch' }

/** Nothing from another host, and nothing inline. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Asked about every time, since what it names changes with a new release. */
const ALWAYS_ASK = 'no-cache'
/** Its name changes with what is in it. */
const FOR_EVER = 'public, max-age=31536000, immutable'
/** Its name stays, so this is how long another site may have the one of before. */
const A_WHILE = 'public, max-age=300'

/** Serves the pages for people and what they load, and the script that puts a seat map into other sites. */
export function servePages(settings: BundleSettings, origins?: Origins): Router {
  const files = new BundleOnDemand(settings)
  const router = Router()
  const serve = (path: string, answer: (req: Request, res: Response) => Promise<void>) => {
    router.route(path).get(answer).all(allowOnly('GET, HEAD'))
  }
  // A link that is short enough to say aloud.
  router.get('/', (req, res, next) => {
    if (new URLSearchParams(queryOf(req.url)).has('watch')) {
      sendNothing(res, 302, { Location: PATHS.watch, 'Content-Length': 0 })
    } else next()
  })
  for (const [page, path] of Object.entries(PATHS) as [PageName, string][]) {
    serve(path, async (req, res) => {
      send(req, res, (await files.get()).pages.get(page), {
        'Cache-Control': ALWAYS_ASK,
        'Content-Security-Policy': POLICY,
      })
    })
  }
  serve(`${ASSETS_PATH}/:name`, async (req, res) => {
    const { assets } = await files.get()
    send(req, res, assets.get(req.params['name'] as string), { 'Cache-Control': FOR_EVER })
  })
  if (origins) router.use(WIDGET_PATH, allowOrigins(origins))
  serve(WIDGET_PATH, async (req, res) => {
    send(req, res, (await files.get()).widget, {
      'Cache-Control': A_WHILE,
      // Runs on all sites: on one that may not use the service it says so, which nobody else could.
      'Cross-Origin-Resource-Policy': 'cross-origin',
    })
  })
  return router
}

/** Made when it is first asked for, so that no start waits for it; one that failed is made anew. */
class BundleOnDemand {
  readonly #settings: BundleSettings
  #bundle: Promise<Bundle> | undefined

  constructor(settings: BundleSettings) {
    this.#settings = settings
  }

  get(): Promise<Bundle> {
    this.#bundle ??= bundle(this.#settings).catch((error: unknown) => {
      this.#bundle = undefined
      throw error
    })
    return this.#bundle
  }
}

function send(
  req: Request,
  res: Response,
  asset: Asset | undefined,
  headers: Readonly<Record<string, string>>,
): void {
  if (!asset) throw new HttpProblem('not-found', 'There is nothing at this URL.')
  const { bytes, gzipped, type, etag } = asset
  res.vary('Accept-Encoding')
  if (isKnown(etag, req.get('If-None-Match'))) {
    sendNothing(res, 304, { ...headers, ETag: etag })
    return
  }
  const isPacked = req.acceptsEncodings('gzip') === 'gzip'
  sendText(res, 200, isPacked ? gzipped : bytes, {
    ...headers,
    ...(isPacked ? { 'Content-Encoding': 'gzip' } : {}),
    ETag: etag,
    'Content-Type': type,
  })
}
