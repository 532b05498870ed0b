import { CommandError } from '../command.ts'

/** Whether hubs are connected to a database. @throws CommandError when it does not answer */
export async function isPostgresInUse(url: string): Promise<boolean> {
  const { Client } = (await import('pg')).default
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  try {
    await client.connect()
    const { rows } = await client.query(
      "select 1 from pg_stat_activity where application_name = 'satu' and datname = current_database() limit 1"
    )
    return rows.length > 0
  } catch (error) {
    throw new CommandError('PostgreSQL cannot be asked: look at DATABASE_URL', { cause: error })
  } finally {
    await client.end().catch(() => {})
  }
}
