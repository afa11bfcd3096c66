import { loadModule, type Node, parseSync } from 'libpg-query'

await loadModule()

interface TableReference {
  readonly table: string
  readonly alias: string
}

interface ColumnToConstrain {
  readonly tables: ReadonlySet<string>
  readonly column: string
  /** Whether the column must be equal to $1. Default: to anything, or to one of several values. */
  readonly byParameter?: boolean
}

/**
 * The tables among `tables` that some part of a statement refers to without an equality on `column`, in its where clause
 * or a join condition. An insert must set the column.
 */
export function unconstrainedTables(sql: string, constraint: ColumnToConstrain): string[] {
  const { tables, column } = constraint
  const found = new Set<string>()
  for (const part of partsOf(parseSync(sql))) {
    const references = part.references.filter(({ table }) => tables.has(table))
    const qualifiers = part.conditions.flatMap((node) => qualifiersOf(node, constraint))
    for (const { table, alias } of references) {
      const isOnlyOne = references.length === 1 && qualifiers.includes('')
      if (!isOnlyOne && !qualifiers.includes(alias)) found.add(table)
    }
    if (part.insert && tables.has(part.insert.table) && !part.insert.columns.includes(column)) {
      found.add(part.insert.table)
    }
  }
  return [...found].sort()
}

/** One select, insert, update or delete, without the queries nested in it. */
interface StatementPart {
  readonly references: readonly TableReference[]
  readonly conditions: readonly (Node | undefined)[]
  readonly insert?: { readonly table: string; readonly columns: readonly string[] }
}

/** Finds the parts of a statement at any depth. */
function partsOf(tree: unknown): StatementPart[] {
  if (typeof tree !== 'object' || tree === null) return []
  const part = partOf(tree as Node)
  return [...(part ? [part] : []), ...Object.values(tree).flatMap(partsOf)]
}

function partOf(node: Node): StatementPart | undefined {
  if ('SelectStmt' in node) {
    const { fromClause = [], whereClause } = node.SelectStmt
    return fromItems(fromClause, whereClause)
  }
  if ('UpdateStmt' in node) {
    const { relation, fromClause = [], whereClause } = node.UpdateStmt
    return fromItems([{ RangeVar: relation ?? {} }, ...fromClause], whereClause)
  }
  if ('DeleteStmt' in node) {
    const { relation, usingClause = [], whereClause } = node.DeleteStmt
    return fromItems([{ RangeVar: relation ?? {} }, ...usingClause], whereClause)
  }
  if ('InsertStmt' in node) {
    const { relation, cols = [] } = node.InsertStmt
    const columns = cols.flatMap((col) => ('ResTarget' in col ? (col.ResTarget.name ?? []) : []))
    return { references: [], conditions: [], insert: { table: relation?.relname ?? '', columns } }
  }
  return undefined
}

function fromItems(items: readonly Node[], where: Node | undefined): StatementPart {
  const references: TableReference[] = []
  const conditions = [where]
  const add = (item: Node | undefined): void => {
    if (!item) return
    if ('RangeVar' in item) {
      const { relname = '', alias } = item.RangeVar
      references.push({ table: relname, alias: alias?.aliasname ?? relname })
    } else if ('JoinExpr' in item) {
      conditions.push(item.JoinExpr.quals)
      add(item.JoinExpr.larg)
      add(item.JoinExpr.rarg)
    }
  }
  items.forEach(add)
  return { references, conditions }
}

/** The qualifiers of the column in those equalities that must all be true; '' for an unqualified column. */
function qualifiersOf(condition: Node | undefined, constraint: ColumnToConstrain): string[] {
  if (!condition) return []
  if ('BoolExpr' in condition) {
    const { boolop, args = [] } = condition.BoolExpr
    return boolop === 'AND_EXPR' ? args.flatMap((arg) => qualifiersOf(arg, constraint)) : []
  }
  if (!('A_Expr' in condition)) return []
  const { kind, name = [], lexpr, rexpr } = condition.A_Expr
  const isEquality = (kind === 'AEXPR_OP' || kind === 'AEXPR_OP_ANY') && name.some(isEqualSign)
  if (!isEquality || (constraint.byParameter && !(kind === 'AEXPR_OP' && isFirstParameter(rexpr))))
    return []
  return [lexpr, rexpr].flatMap((side) => qualifierOf(side, constraint.column))
}

function isFirstParameter(expression: Node | undefined): boolean {
  return expression !== undefined && 'ParamRef' in expression && expression.ParamRef.number === 1
}

function isEqualSign(name: Node): boolean {
  return 'String' in name && name.String.sval === '='
}

function qualifierOf(expression: Node | undefined, column: string): string[] {
  if (!expression || !('ColumnRef' in expression)) return []
  const names = (expression.ColumnRef.fields ?? []).flatMap((field) =>
    'String' in field ? (field.String.sval ?? []) : [],
  )
  return names.at(-1) === column ? [names.at(-2) ?? ''] : []
}
