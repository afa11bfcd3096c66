import { type ProblemCode, PROBLEMS } from '../endpoint/problems.ts'
import { escapeHtml, htmlPage } from './html.ts'

/** A page, and what its Content-Security-Policy lets it load: nothing from another host, and nothing inline. */
export interface Page {
  readonly html: string
  readonly policy: string
}

const NOTHING_ELSE = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** The API document, to browse and to try. Swagger UI has its icons as data in its stylesheet. */
export const API_PAGE: Page = {
  policy: `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; ${NOTHING_ELSE}`,
  html: htmlPage({
    title: 'Holdfast: the API',
    stylesheet: '/docs/swagger-ui.css',
    body: `<div id="swagger-ui"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/swagger-initializer.js"></script>`,
  }),
}

/** What each error means and what to do about it: where the `type` of a problem document leads to. */
export const ERRORS_PAGE: Page = {
  policy: `default-src 'none'; style-src 'self'; img-src 'self'; ${NOTHING_ELSE}`,
  html: htmlPage({
    title: 'Holdfast: errors',
    stylesheet: '/docs/errors.css',
    body: `<h1>Errors</h1>
<p>What each code means, and what to do about it. Where they come from: <a href="/docs">the API</a>.</p>
${Object.keys(PROBLEMS)
  .map((code) => errorArticle(code as ProblemCode))
  .join('\n')}`,
  }),
}

function errorArticle(code: ProblemCode): string {
  const { status, title, description } = PROBLEMS[code]
  return `<article id="${escapeHtml(code)}">
<h2>${escapeHtml(title)}</h2>
<p><code>${escapeHtml(code)}</code>, status ${status}</p>
<p>${escapeHtml(description).replaceAll(/`([^`]*)`/g, '<code>$1</code>')}</p>
</article>`
}
