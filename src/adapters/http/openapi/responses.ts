import { essenceOf, JSON_TYPE } from '../answers/answers.ts'
import { problemRow } from '../answers/problems.ts'
import type { AnswerDescription, Endpoint } from '../endpoint/endpoint.ts'
import type { Components, Json } from './components.ts'
import { type PossibleProblem, possibleProblems } from './possible-problems.ts'

/** Describes the responses of an operation, including all possible errors. */
export function responsesOf(endpoint: Endpoint, components: Components): Json {
  const { answers } = endpoint
  const problems = Map.groupBy(possibleProblems(endpoint), ({ code }) => problemRow(code).status)
  const statuses = new Set([...Object.keys(answers).map(Number), ...problems.keys()])
  return Object.fromEntries(
    Array.from(statuses, (status) => {
      return [status, responseOf(status, answers[status], problems.get(status) ?? [], components)]
    }),
  )
}

function responseOf(
  status: number,
  answer: AnswerDescription | undefined,
  problems: readonly PossibleProblem[],
  components: Components,
): Json {
  const explanations = new Set(problems.map(explanationOf))
  const response = {
    description: [...(answer ? [answer.description] : []), ...explanations].join('\n\n'),
    headers: headersOf(status, answer, problems, components),
    content: {
      ...(answer && contentOf(answer, components)),
      ...errorContentOf(status, problems, components),
    },
  }
  const [only] = problems
  if (answer || problems.length > 1 || !only) return response
  // Identical for all operations, so it becomes a component.
  return components.add('responses', `${only.format.name}.${only.code}`, response)
}

function explanationOf({ code }: PossibleProblem): string {
  return `\`${code}\`: ${problemRow(code).description}`
}

function headersOf(
  status: number,
  answer: AnswerDescription | undefined,
  problems: readonly PossibleProblem[],
  components: Components,
): Json {
  const described = Object.entries(answer?.headers ?? {})
  const retryAfter = problems.some(({ code }) => problemRow(code).retryAfterS !== undefined)
  return {
    'X-Request-Id': header(
      'X-Request-Id',
      'The id of the request, also in the log of the service.',
      components,
    ),
    ...(retryAfter && {
      'Retry-After': header(
        'Retry-After',
        'The number of seconds to wait before a retry.',
        components,
      ),
    }),
    ...(status === 401 && {
      'WWW-Authenticate': header(
        'WWW-Authenticate',
        'The required authentication scheme: `Bearer`.',
        components,
      ),
    }),
    ...Object.fromEntries(
      described.map(([name, description]) => [
        name,
        { description, required: problems.length === 0, schema: { type: 'string' } },
      ]),
    ),
  }
}

function header(name: string, description: string, components: Components): Json {
  return components.add('headers', name, { description, schema: { type: 'string' } })
}

function contentOf({ body, text }: AnswerDescription, components: Components): Json {
  if (text !== undefined) return { [essenceOf(text)]: { schema: { type: 'string' } } }
  return body ? { [essenceOf(JSON_TYPE)]: { schema: components.schema(body, 'output') } } : {}
}

function errorContentOf(
  status: number,
  problems: readonly PossibleProblem[],
  components: Components,
): Json {
  const byFormat = Map.groupBy(problems, ({ format }) => format)
  return Object.fromEntries(
    Array.from(byFormat, ([{ contentType, schema }, ofFormat]) => {
      const codes = ofFormat.map(({ code }) => code)
      const properties = { status: { const: status }, code: { enum: codes } }
      const allOf = [components.schema(schema, 'output'), { properties }]
      return [essenceOf(contentType), { schema: { allOf } }]
    }),
  )
}
