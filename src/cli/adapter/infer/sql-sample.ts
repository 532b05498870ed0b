import { createSql } from '../../../kit/connectors/sql/sql.ts'
import { sampleTable } from '../../../kit/connectors/sql/table.ts'
import { SystemFault } from '../../../kit/faults.ts'
import type { Declared } from './columns.ts'
import { MOST_ROWS, type Sample, SampleError } from './sample.ts'

/** The variable with the password: on a command line everybody would see it. */
export const PASSWORD_VARIABLE = 'SATU_SQL_PASSWORD'

const SQL_URL = /^(?:mysql|mariadb|postgres|postgresql|sqlserver|oracle):/i

export const isSqlUrl = (text: string): boolean => SQL_URL.test(text)

/** Looks at a table or view: `mysql://satu@db.example/simpeg/dat_pegawai`, or the table beside the URL. */
export async function readSqlSample(
  address: string,
  { table, password }: { table: string | undefined; password: string | undefined }
): Promise<Sample> {
  const { url, name } = split(address, table)
  if (password === undefined || password === '')
    throw new SampleError(`the variable ${PASSWORD_VARIABLE} has to hold the password of the database's user`)
  let client: ReturnType<typeof createSql>
  try {
    client = createSql({ url, password, connections: 1, maxBytes: 32 * 1024 * 1024 })
  } catch (error) {
    throw new SampleError((error as Error).message)
  }
  try {
    const { columns, rows } = await sampleTable(client, name, { rows: MOST_ROWS }, {
      signal: AbortSignal.timeout(60_000),
      requestId: 'sample'
    })
    if (rows.length === 0) throw new SampleError(`the table ${name} has no rows`)
    const declared = columns.map(({ name, type, nullable, key, comment }) =>
      [name, { type, nullable, key, comment } satisfies Declared] as const
    )
    return { format: 'sql', rows, place: `the table ${name}`, names: name.split('.').reverse(),
      declared: Object.fromEntries(declared), remarks: [] }
  } catch (error) {
    if (error instanceof SystemFault) throw new SampleError(`the database ${error.message}`)
    throw error
  } finally {
    await client.close()
  }
}

function split(address: string, table: string | undefined): { url: string; name: string } {
  if (!URL.canParse(address))
    throw new SampleError('the address of a database is scheme://user@host:port/database/table')
  const url = new URL(address)
  const [database = '', below = '', ...more] = url.pathname.slice(1).split('/').map(decodeURIComponent)
  const name = table ?? below
  if (name === '' || more.length > 0 || (table !== undefined && below !== '')) {
    throw new SampleError('name one table: behind the database, scheme://user@host/database/table, or with --table')
  }
  url.pathname = `/${encodeURIComponent(database)}`
  return { url: url.href, name }
}
