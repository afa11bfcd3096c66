import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

import express, { type RequestHandler } from 'express'

/** All that is served of Swagger UI, whose own start page loads the API of somebody else. */
const SWAGGER_UI_FILES = new Set(['/swagger-ui.css', '/swagger-ui-bundle.js', '/favicon-32x32.png'])

const OPTIONS = { index: false, redirect: false, maxAge: '1h' } as const

/** Serves the files that the pages below `/docs` load. */
export function documentationAssets(): RequestHandler[] {
  const require = createRequire(import.meta.url)
  const swaggerUi = express.static(
    dirname(require.resolve('swagger-ui-dist/package.json')),
    OPTIONS,
  )
  const own = express.static(fileURLToPath(new URL('assets', import.meta.url)), OPTIONS)
  return [
    (req, res, next) => {
      if (SWAGGER_UI_FILES.has(req.path)) swaggerUi(req, res, next)
      else next()
    },
    own,
  ]
}
