import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'

import type { BuildOptions, Metafile, OutputFile } from 'esbuild'

import { type Asset, assetOf } from './serve-asset.ts'

const SOURCES = join(import.meta.dirname, '../../../../web')

/** A folder of the sources with an `index.html`. */
export type PageName = 'map' | 'watch'

/** The path of the assets of the pages. Their file names contain a hash of their contents. */
export const ASSETS_PATH = '/assets'

export interface Bundle {
  readonly pages: ReadonlyMap<PageName, Asset>
  /** The assets of the pages, by file name. */
  readonly assets: ReadonlyMap<string, Asset>
  /** The script that embeds the seat map into other sites. */
  readonly widget: Asset
}

/** Values that are compiled into the scripts. */
export interface BundleSettings {
  readonly seatsPerHoldMax: number
}

/** A relative reference of a page to a source file. */
const SOURCE_REFERENCE = /(?<=\b(?:src|href)=")\.{1,2}\/[^"]+(?=")/g

/** A link to another page, which is removed if that page is not served. */
const PAGE_LINK = /<a data-page="(\w+)"[^>]*><\/a>/g

let lastTurn: Promise<unknown> = Promise.resolve()

/** Bundles the pages and the widget in a child process of esbuild, in about 50 ms. */
export function bundle(pages: readonly PageName[], settings: BundleSettings): Promise<Bundle> {
  // All calls share the child process and stop it at the end, so they run one at a time.
  const turn = lastTurn.then(() => bundleNow(pages, settings))
  lastTurn = turn.catch(() => undefined)
  return turn
}

async function bundleNow(
  names: readonly PageName[],
  { seatsPerHoldMax }: BundleSettings,
): Promise<Bundle> {
  // Imported here, so that it does not delay the start of the service.
  const { build, stop } = await import('esbuild')
  const common = {
    absWorkingDir: SOURCES,
    outdir: SOURCES,
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    target: 'es2024',
    legalComments: 'none',
    loader: { '.svg': 'copy' },
    define: { SEATS_PER_HOLD_MAX: JSON.stringify(seatsPerHoldMax) },
  } as const satisfies BuildOptions
  try {
    const htmls = await Promise.all(names.map(readPage))
    const [forPages, forOthers] = await Promise.all([
      build({
        ...common,
        entryPoints: namedEntries(htmls.flatMap(({ sources }) => sources)),
        entryNames: '[name]-[hash]',
        format: 'esm',
      }),
      build({ ...common, entryPoints: ['widget/main.ts'], format: 'iife' }),
    ])
    const [widget] = forOthers.outputFiles
    return {
      pages: await packPages(htmls, forPages.metafile.outputs),
      assets: await packAssets(forPages.outputFiles),
      widget: await assetOf('widget.js', widget?.contents ?? new Uint8Array()),
    }
  } finally {
    await stop()
  }
}

interface PageSource {
  readonly page: PageName
  readonly html: string
  /** The source files that the page references, relative to the folder of all sources. */
  readonly sources: readonly string[]
}

async function readPage(page: PageName): Promise<PageSource> {
  const html = await readFile(join(SOURCES, page, 'index.html'), 'utf8')
  const sources = Array.from(html.matchAll(SOURCE_REFERENCE), ([name]) => join(page, name))
  return { page, html, sources }
}

/** Names `map/main.ts` `map-main`, so that files with the same name in different folders do not collide. */
function namedEntries(sources: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    sources.map((source) => [source.replace(/\.\w+$/, '').replaceAll('/', '-'), source]),
  )
}

/** Replaces the references of the pages by the URLs of the bundled files. */
async function packPages(
  sources: readonly PageSource[],
  outputs: Metafile['outputs'],
): Promise<Bundle['pages']> {
  const urls = new Map(
    Object.entries(outputs).map(([file, { entryPoint = '' }]) => [entryPoint, file]),
  )
  const isServed = (name: string): boolean => sources.some(({ page }) => page === name)
  const pages = sources.map(async ({ page, html }) => {
    const text = html
      .replaceAll(SOURCE_REFERENCE, (name) => `${ASSETS_PATH}/${urls.get(join(page, name)) ?? ''}`)
      .replaceAll(PAGE_LINK, (link, name: string) => (isServed(name) ? link : ''))
    return [page, await assetOf('index.html', Buffer.from(text))] as const
  })
  return new Map(await Promise.all(pages))
}

async function packAssets(files: readonly OutputFile[]): Promise<Bundle['assets']> {
  const assets = files.map(async ({ path, contents }) => {
    const name = basename(path)
    return [name, await assetOf(name, contents)] as const
  })
  return new Map(await Promise.all(assets))
}
