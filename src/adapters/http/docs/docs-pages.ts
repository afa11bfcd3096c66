import { type ProblemCode, PROBLEMS } from '../answers/problems.ts'

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Swagger UI for the API document. */
export const API_PAGE = htmlPage({
  title: 'Holdfast: the API',
  stylesheets: ['/docs/swagger-ui.css', '/docs/api.css'],
  body: `<div id="swagger-ui"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/swagger-initializer.js"></script>`,
})

/** The list of errors, to which the `type` of a problem links. */
export const ERRORS_PAGE = htmlPage({
  title: 'Holdfast: errors',
  stylesheets: ['/docs/errors.css'],
  body: `<main>
<h1>Errors</h1>
<p>The error codes of <a href="/docs">the API</a>: causes and remedies.</p>
${Object.keys(PROBLEMS)
  .map((code) => errorArticle(code as ProblemCode))
  .join('\n')}
</main>`,
})

function errorArticle(code: ProblemCode): string {
  const { status, title, description } = PROBLEMS[code]
  return `<article id="${escapeHtml(code)}">
<h2>${escapeHtml(title)}</h2>
<p><code>${escapeHtml(code)}</code>, status ${status}</p>
<p>${escapeHtml(description).replaceAll(/`([^`]*)`/g, '<code>$1</code>')}</p>
</article>`
}

export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
}

/**
 * Renders a page.
 * @param page.title as plain text
 * @param page.body as HTML
 */
export function htmlPage(page: {
  readonly title: string
  readonly stylesheets: readonly string[]
  readonly body: string
}): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(page.title)}</title>
<link rel="icon" href="/docs/favicon-32x32.png">
${page.stylesheets.map((url) => `<link rel="stylesheet" href="${escapeHtml(url)}">`).join('\n')}
</head>
<body>
${page.body}
</body>
</html>
`
}
