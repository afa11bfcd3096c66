import { type Request, Router } from 'express'

import { sendNothing } from '../answers.ts'
import { allowOrigins, type Origins } from '../cross-origin.ts'
import { queryOf } from '../query.ts'
import { onDemand, serveAsset } from './asset.ts'
import { ASSETS_PATH, bundle, type BundleSettings, type PageName } from './bundle.ts'

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
  const bundled = onDemand(() => bundle(settings))
  const router = Router()
  // A link that is short enough to say aloud.
  router.get('/', (req, res, next) => {
    if (new URLSearchParams(queryOf(req.url)).has('watch')) {
      sendNothing(res, 302, { Location: PATHS.watch, 'Content-Length': 0 })
    } else next()
  })
  for (const [page, path] of Object.entries(PATHS) as [PageName, string][]) {
    serveAsset(router, path, async () => (await bundled()).pages.get(page), {
      'Cache-Control': ALWAYS_ASK,
      'Content-Security-Policy': POLICY,
    })
  }
  const findAsset = async (req: Request) =>
    (await bundled()).assets.get(req.params['name'] as string)
  serveAsset(router, `${ASSETS_PATH}/:name`, findAsset, { 'Cache-Control': FOR_EVER })
  if (origins) router.use(WIDGET_PATH, allowOrigins(origins))
  serveAsset(router, WIDGET_PATH, async () => (await bundled()).widget, {
    'Cache-Control': A_WHILE,
    // Runs on all sites: on one that may not use the service it says so, which nobody else could.
    'Cross-Origin-Resource-Policy': 'cross-origin',
  })
  return router
}
