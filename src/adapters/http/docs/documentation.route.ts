import { z } from 'zod'

import { type Endpoint, endpoint } from '../endpoint/endpoint.ts'
import { answersWithEtag, answerWithEtag, etagOf, ifNoneMatchSchema } from '../endpoint/etag.ts'
import { openApiDocument } from '../openapi/openapi-document.ts'
import { PAGE_POLICY } from '../page/serve-asset.ts'
import { API_PAGE, ERRORS_PAGE } from './docs-pages.ts'

const about = { method: 'get', tag: 'Documentation', access: 'public' } as const

/** Adds the endpoints of the documentation: the API document, which describes all endpoints, and the HTML pages. */
export function withDocumentation(endpoints: readonly Endpoint[]): readonly Endpoint[] {
  const all: readonly Endpoint[] = [...endpoints, documentEndpoint(() => all), ...pageEndpoints]
  return all
}

const pageEndpoints = [
  pageEndpoint('/docs', 'browseApi', 'Browse the API', API_PAGE),
  pageEndpoint('/docs/errors', 'readErrors', 'Read the list of errors', ERRORS_PAGE),
]

function documentEndpoint(all: () => readonly Endpoint[]): Endpoint {
  // Created on the first request, so that it does not delay the start.
  let document: ReturnType<typeof serialized> | undefined
  return endpoint({
    ...about,
    path: '/openapi.json',
    operationId: 'getApiDocument',
    summary: 'Get the API document',
    headers: { 'If-None-Match': ifNoneMatchSchema },
    answers: answersWithEtag(z.record(z.string(), z.unknown()), {
      content: 'The API document in OpenAPI 3.1.',
      unchanged: 'The document has not changed.',
      tag: 'Identifies this version of it.',
    }),
    async handle({ headers }) {
      const { json, etag } = (document ??= serialized(openApiDocument(all())))
      return answerWithEtag(etag, headers['If-None-Match'], () => json)
    },
  })
}

function serialized(document: object) {
  const json = Buffer.from(JSON.stringify(document))
  return { json, etag: etagOf(json) }
}

function pageEndpoint(path: string, operationId: string, summary: string, html: string): Endpoint {
  return endpoint({
    ...about,
    path,
    operationId,
    summary,
    answers: {
      200: {
        description: 'The page.',
        text: 'text/html; charset=utf-8',
        headers: { 'Content-Security-Policy': 'The resources that the page may load.' },
      },
    },
    handle: async () => ({
      status: 200,
      body: html,
      headers: { 'Content-Security-Policy': PAGE_POLICY },
    }),
  })
}
