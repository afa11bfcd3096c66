type ColumnType = 'int' | 'text' | 'text[]' | 'boolean' | 'timestamptz'

type Value = string | number | boolean | Date | readonly string[] | null | undefined

/** Rows that are passed to a statement as parameters. */
export interface GivenRows {
  /** The name of their CTE. */
  readonly name: string
  readonly columns: Readonly<Record<string, ColumnType>>
  /** The columns to order them by, if the order matters. */
  readonly order?: string
}

/**
 * The CTEs with these rows. Each column is one parameter, an array of its values. Postgres parses arrays in half the
 * time of JSON.
 *
 * The subquery hides the number of rows from the planner. Otherwise it would expect a plan for a few rows to be cheaper
 * than its generic plan, and so would plan each execution, which takes longer than the execution itself.
 * @param first the number of the first parameter
 */
export function givenRows(given: readonly GivenRows[], { first = 1 } = {}): string[] {
  let next = first
  return given.map(({ name, columns, order }) => {
    const entries = Object.entries(columns)
    const [array = '', ...arrays] = entries.map(([, type]) => `$${next++}::${typeInArray(type)}[]`)
    const values = entries.map(([column, type]) => `${column}::${type}`)
    const query = `
      select ${values.join(', ')}
      from unnest(${[`(select ${array})`, ...arrays].join(', ')}) as given (${Object.keys(columns).join(', ')})
      ${order === undefined ? '' : `order by ${order}`}`
    return `${name} as materialized (${query})`
  })
}

/** The arrays of a multidimensional array must have equal lengths, so arrays within an array are passed as text. */
function typeInArray(type: ColumnType): string {
  return type === 'text[]' ? 'text' : type
}

/**
 * The parameters for these rows. A column without values is an empty array, which `unnest` fills up with nulls: most
 * columns of a booking are null, and parsing a null costs as much as parsing a value.
 */
export function parametersOf<Given extends GivenRows>(
  { columns }: Given,
  rows: readonly Readonly<Partial<Record<keyof Given['columns'], Value>>>[],
): string[] {
  return Object.keys(columns).map((column) => {
    const values = rows.map((row) => row[column])
    return values.every((value) => value === null || value === undefined) ? '{}' : arrayOf(values)
  })
}

/** PostgreSQL manual, 8.15.2: array value input. */
function arrayOf(values: readonly Value[]): string {
  return `{${values.map(elementOf).join(',')}}`
}

function elementOf(value: Value): string {
  if (value === null || value === undefined) return 'NULL'
  if (typeof value === 'string') return quoted(value)
  if (typeof value !== 'object') return String(value)
  return quoted('length' in value ? arrayOf(value) : value.toISOString())
}

function quoted(text: string): string {
  const isPlain = !text.includes('"') && !text.includes('\\')
  return isPlain ? `"${text}"` : `"${text.replace(/["\\]/g, '\\$&')}"`
}
