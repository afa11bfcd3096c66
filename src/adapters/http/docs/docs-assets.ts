import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'

import { Router } from 'express'

import { assetOf, onDemand, serveAsset } from '../page/serve-asset.ts'

/** The files of Swagger UI, without its default page, which loads a demo API. */
const SWAGGER_UI_FILES = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png']
const OWN_FILES = ['api.css', 'errors.css', 'swagger-initializer.js']

const ONE_HOUR = { 'Cache-Control': 'public, max-age=3600' }

/** Serves the assets of the pages below `/docs`. Each file is read once and kept in memory. */
export function documentationAssets(): Router {
  const require = createRequire(import.meta.url)
  const files = [
    ...SWAGGER_UI_FILES.map((name) => require.resolve(`swagger-ui-dist/${name}`)),
    ...OWN_FILES.map((name) => fileURLToPath(new URL(`assets/${name}`, import.meta.url))),
  ]
  const router = Router()
  for (const file of files) {
    const name = basename(file)
    const asset = onDemand(async () => assetOf(name, await readFile(file)))
    serveAsset(router, `/docs/${name}`, asset, ONE_HOUR)
  }
  return router
}
