import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'

import type { BuildOptions, Metafile, OutputFile } from 'esbuild'

import { type Asset, assetOf } from './asset.ts'

const SOURCES = join(import.meta.dirname, '../../../../web')

/** Each is a folder of the sources with an `index.html`. */
export type PageName = 'map' | 'watch'

/** Where the files are that pages load; each has a hash of what is in it in its name. */
export const ASSETS_PATH = '/assets'

export interface Bundle {
  readonly pages: ReadonlyMap<PageName, Asset>
  /** What the pages load, by file name. */
  readonly assets: ReadonlyMap<string, Asset>
  /** The script for other sites. */
  readonly widget: Asset
}

/** What scripts are told when they are built. */
export interface BundleSettings {
  readonly seatsPerHoldMax: number
}

/** What a page names relative to itself is a source. */
const SOURCE_REFERENCE = /(?<=\b(?:src|href)=")\.{1,2}\/[^"]+(?=")/g

/** A link to a page, which is left out where that page is not served. */
const PAGE_LINK = /<a data-page="(\w+)"[^>]*><\/a>/g

let lastTurn: Promise<unknown> = Promise.resolve()

/** Bundles these pages and the widget, in some fifty milliseconds, most of them in a process that ends with it. */
export function bundle(pages: readonly PageName[], settings: BundleSettings): Promise<Bundle> {
  // That process is one for all callers, so they take turns lest one ends it under another.
  const turn = lastTurn.then(() => bundleNow(pages, settings))
  lastTurn = turn.catch(() => undefined)
  return turn
}

async function bundleNow(
  names: readonly PageName[],
  { seatsPerHoldMax }: BundleSettings,
): Promise<Bundle> {
  // Loaded only now, so that no start of the service waits for it.
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
  /** The sources that it names, from the folder of all. */
  readonly sources: readonly string[]
}

async function readPage(page: PageName): Promise<PageSource> {
  const html = await readFile(join(SOURCES, page, 'index.html'), 'utf8')
  const sources = Array.from(html.matchAll(SOURCE_REFERENCE), ([name]) => join(page, name))
  return { page, html, sources }
}

/** `map/main.ts` becomes `map-main`, so that files of the same name stay apart. */
function namedEntries(sources: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    sources.map((source) => [source.replace(/\.\w+$/, '').replaceAll('/', '-'), source]),
  )
}

/** The pages, with what they name under the URLs that this has been given. */
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
