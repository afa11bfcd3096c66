import { type Request, type RequestHandler, Router } from 'express'

import { sendNothing } from '../answers/answers.ts'
import { allowOrigins, type Origins } from '../endpoint/origins.ts'
import { queryOf } from '../endpoint/query.ts'
import { isServedBy, type Placement, type ServerRole } from '../endpoint/server-role.ts'
import { ASSETS_PATH, type Bundle, bundle, type BundleSettings, type PageName } from './bundle.ts'
import { onDemand, PAGE_POLICY, serveAsset } from './serve-asset.ts'

const WIDGET_PATH = '/widget.js'

const PAGES: Readonly<Record<PageName, { readonly path: string; readonly placement: Placement }>> =
  {
    map: { path: '/', placement: 'public' },
    watch: { path: '/watch', placement: 'admin' },
  }

/** For pages: they reference different assets after each release. */
const REVALIDATE = 'no-cache'
/** For assets: their names change with their contents. */
const IMMUTABLE = 'public, max-age=31536000, immutable'
/** For the widget: its name is fixed, so other sites may use an outdated version for this long. */
const FIVE_MINUTES = 'public, max-age=300'

export interface PagesOptions {
  readonly role: ServerRole
  readonly settings: BundleSettings
  /** The other sites whose pages may use the service. */
  readonly origins?: Origins | undefined
}

/** Serves the pages of a role with their assets, and the widget if the role includes the seat map. */
export function servePages({ role, settings, origins }: PagesOptions): Router {
  const served = (Object.keys(PAGES) as PageName[]).filter((page) =>
    isServedBy(role, PAGES[page].placement),
  )
  const bundled = onDemand(() => bundle(served, settings))
  const router = Router()
  if (served.includes('watch')) router.get('/', redirectToWatch)
  for (const page of served) {
    serveAsset(router, PAGES[page].path, async () => (await bundled()).pages.get(page), {
      'Cache-Control': REVALIDATE,
      'Content-Security-Policy': PAGE_POLICY,
    })
  }
  const findAsset = async (req: Request) =>
    (await bundled()).assets.get(req.params['name'] as string)
  serveAsset(router, `${ASSETS_PATH}/:name`, findAsset, { 'Cache-Control': IMMUTABLE })
  if (served.includes('map')) serveWidget(router, bundled, origins)
  return router
}

/** Redirects `/?watch`, a short link to the page. */
const redirectToWatch: RequestHandler = (req, res, next) => {
  if (new URLSearchParams(queryOf(req.url)).has('watch')) {
    sendNothing(res, 302, { Location: PAGES.watch.path, 'Content-Length': 0 })
  } else next()
}

function serveWidget(router: Router, bundled: () => Promise<Bundle>, origins?: Origins): void {
  if (origins) router.use(WIDGET_PATH, allowOrigins(origins))
  serveAsset(router, WIDGET_PATH, async () => (await bundled()).widget, {
    'Cache-Control': FIVE_MINUTES,
    // Any site may load the widget. On a site that is not allowed, it displays the reason.
    'Cross-Origin-Resource-Policy': 'cross-origin',
  })
}
