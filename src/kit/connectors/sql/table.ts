import type { Call } from '../../call.ts'
import { SystemFault } from '../../faults.ts'
import type { Dialect } from './address.ts'
import type { SqlField } from './driver.ts'
import type { SqlClient } from './sql.ts'

/** A table or view as it can be learned from: what it says of its columns, and a few of its rows. */
export interface SqlTable {
  columns: SqlColumn[]
  rows: Record<string, SqlField>[]
}
export interface SqlColumn {
  name: string
  /** In the database's own words: `varchar(50)`. */
  type: string
  nullable: boolean
  /** Part of the primary key. */
  key: boolean
  /** What its maker wrote beside it; empty in most. */
  comment: string
}

/**
 * Looks at one table: `table` or `schema.table`, spelled as the database has it.
 * @throws SystemFault `rejected` when there is none of that name, or when the user may not see it
 */
export async function sampleTable(
  client: SqlClient,
  table: string,
  { rows = 50 }: { rows?: number },
  call: Call
): Promise<SqlTable> {
  const [name = '', schema] = table.split('.').reverse()
  const stage = 'look at a table'
  const found = await client.rows<Described>(DESCRIBE[client.dialect], { name, schema: schema ?? null }, { stage },
    call)
  if (found.length === 0)
    throw new SystemFault('rejected', { stage, detail: 'has no table of that name that its user may see' })
  return {
    columns: found.map(column => ({
      name: column.name,
      type: column.type,
      nullable: isYes(column.nullable),
      key: isYes(column.is_key),
      comment: column.remark ?? ''
    })),
    rows: await client.rows(selectSome(client.dialect, schema === undefined ? [name] : [schema, name], rows), {}, {
      stage
    }, call)
  }
}

interface Described {
  name: string
  type: string
  nullable: SqlField
  is_key: SqlField
  remark: string | null
}

function isYes(value: SqlField): boolean {
  return value === true || value === 1 || value === 'YES' || value === 'Y'
}

const DESCRIBE: Readonly<Record<Dialect, string>> = {
  mysql: `
    SELECT column_name AS name, column_type AS type, is_nullable AS nullable, column_key = 'PRI' AS is_key,
      column_comment AS remark
    FROM information_schema.columns
    WHERE table_schema = COALESCE(:schema, DATABASE()) AND table_name = :name
    ORDER BY ordinal_position`,
  postgres: `
    SELECT a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type, NOT a.attnotnull AS nullable,
      EXISTS (
        SELECT 1 FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary AND a.attnum = ANY (i.indkey)
      ) AS is_key,
      col_description(c.oid, a.attnum) AS remark
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = COALESCE(CAST(:schema AS text), current_schema()) AND c.relname = :name
      AND a.attnum > 0 AND NOT a.attisdropped
    ORDER BY a.attnum`,
  sqlserver: `
    SELECT c.name AS name,
      t.name + CASE
        WHEN t.name IN ('char', 'varchar', 'binary', 'varbinary')
          THEN '(' + CAST(c.max_length AS varchar(10)) + ')'
        WHEN t.name IN ('decimal', 'numeric')
          THEN '(' + CAST(c.precision AS varchar(10)) + ',' + CAST(c.scale AS varchar(10)) + ')'
        ELSE '' END AS type,
      c.is_nullable AS nullable,
      CASE WHEN EXISTS (
        SELECT 1 FROM sys.index_columns k
          JOIN sys.indexes i ON i.object_id = k.object_id AND i.index_id = k.index_id
        WHERE i.is_primary_key = 1 AND k.object_id = c.object_id AND k.column_id = c.column_id
      ) THEN 1 ELSE 0 END AS is_key,
      CAST(p.value AS nvarchar(1000)) AS remark
    FROM sys.columns c
      JOIN sys.objects o ON o.object_id = c.object_id
      JOIN sys.types t ON t.user_type_id = c.user_type_id
      LEFT JOIN sys.extended_properties p
        ON p.major_id = c.object_id AND p.minor_id = c.column_id AND p.name = 'MS_Description'
    WHERE o.name = :name AND SCHEMA_NAME(o.schema_id) = COALESCE(:schema, SCHEMA_NAME())
    ORDER BY c.column_id`,
  oracle: `
    SELECT c.column_name AS "name",
      c.data_type || CASE
        WHEN c.char_length > 0 THEN '(' || c.char_length || ')'
        WHEN c.data_precision IS NOT NULL THEN '(' || c.data_precision || ',' || c.data_scale || ')' END AS "type",
      c.nullable AS "nullable",
      CASE WHEN EXISTS (
        SELECT 1 FROM all_cons_columns k
          JOIN all_constraints x ON x.owner = k.owner AND x.constraint_name = k.constraint_name
        WHERE x.constraint_type = 'P' AND k.owner = c.owner AND k.table_name = c.table_name
          AND k.column_name = c.column_name
      ) THEN 1 ELSE 0 END AS "is_key",
      m.comments AS "remark"
    FROM all_tab_columns c
      LEFT JOIN all_col_comments m
        ON m.owner = c.owner AND m.table_name = c.table_name AND m.column_name = c.column_name
    WHERE c.owner = COALESCE(:schema, USER) AND c.table_name = :name
    ORDER BY c.column_id`
}

const QUOTES: Readonly<Record<Dialect, readonly [open: string, close: string]>> = {
  mysql: ['`', '`'],
  postgres: ['"', '"'],
  sqlserver: ['[', ']'],
  oracle: ['"', '"']
}

/** Some rows of a table, whichever come first. */
export function selectSome(dialect: Dialect, path: readonly string[], count: number): string {
  const [open, close] = QUOTES[dialect]
  const table = path.map(name => `${open}${name.replaceAll(close, close + close)}${close}`).join('.')
  if (dialect === 'sqlserver') return `SELECT TOP (${count}) * FROM ${table}`
  return dialect === 'oracle'
    ? `SELECT * FROM ${table} FETCH FIRST ${count} ROWS ONLY`
    : `SELECT * FROM ${table} LIMIT ${count}`
}
