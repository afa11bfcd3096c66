import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

import openapiTypes, { astToString } from 'openapi-typescript'
import { format, resolveConfig } from 'prettier'

import { openApiDocument } from '../src/adapters/http/openapi/openapi-document.ts'
import { readConfig } from '../src/config.ts'
import { buildContainer } from '../src/container.ts'
import { createEndpoints } from '../src/wiring/endpoints.ts'

const FILE = fileURLToPath(new URL('src/api.ts', import.meta.url))

const HEADER = '// Generated from the API document by `npm run client:types`. Do not edit.\n\n'

/** The types of the API document, without the endpoints that answer with text. Starts nothing. */
async function apiTypes(): Promise<string> {
  const config = readConfig({ STORE: 'memory' })
  const endpoints = createEndpoints(await buildContainer(config), config).filter(({ answers }) =>
    Object.values(answers).every(({ text }) => text === undefined),
  )
  const document = JSON.stringify(openApiDocument(endpoints))
  const types = astToString(await openapiTypes(document, { immutable: true }))
  return format(HEADER + types, { ...(await resolveConfig(FILE)), filepath: FILE })
}

if (process.argv.includes('--print')) process.stdout.write(await apiTypes())
else await writeFile(FILE, await apiTypes())
