import { createConnection } from 'mysql2/promise'
import { city } from '../../adapters/mapping.ts'
import { conformance as declared } from '../../adapters/musrenbang/conformance.ts'
import { startHubOver } from '../../suites/adapter-hub.ts'
import { createListing } from './listing.ts'
import { patient } from './over-http.ts'
import { seededAt, spoilt } from './spoil.ts'
import type { Tally } from './tally.ts'

const TABLE = 'DAT_USULAN'
const columns = ['TAHUN', 'JENIS', 'USULAN', 'KETERANGAN', 'ANGGARAN', 'KD_KEC', 'KD_KEL', 'RT', 'RW', 'KD_SKPD',
  'TGL_INPUT', 'TGL_UBAH', 'HAPUS'] as const
/** What becomes of a table while the application is changed: each is undone by what follows it. */
const changes: readonly [done: string, change: string][] = [
  ['the table is gone', `RENAME TABLE ${TABLE} TO DAT_LAIN`],
  ['a column is gone', `ALTER TABLE ${TABLE} DROP COLUMN TGL_UBAH`],
  ['a column has another name', `ALTER TABLE ${TABLE} CHANGE COLUMN USULAN JUDUL LONGTEXT`],
  ['the table is empty', `DELETE FROM ${TABLE}`],
  ['every key is another', `UPDATE ${TABLE} SET ID_USULAN = -ID_USULAN`]
]

/** Rows of a table in which any column may hold anything, as in tables that grew for years. */
export async function spoilSql(
  t: { teardown(end: () => unknown): void },
  { seed, count }: { seed: number; count: number }
): Promise<Tally | undefined> {
  const standIn = await declared.start(city)
  if (standIn === undefined) return undefined
  t.teardown(() => standIn.stop())
  const { database: { url, password } } = standIn.settings as { database: { url: string; password: string } }
  const address = new URL(url)
  address.password = password
  const connection = await createConnection({ uri: address.href })
  t.teardown(() => connection.end())
  const run = async (statement: string, values: unknown[] = []): Promise<unknown> =>
    (await connection.query(statement, values))[0]
  await run('USE MUSRENBANG')
  await run("SET SESSION sql_mode = ''")
  await run(
    `ALTER TABLE ${TABLE} ${columns.map(column => `MODIFY COLUMN ${column} LONGTEXT CHARACTER SET latin1`).join(', ')}`
  )
  await run(`CREATE TABLE DAT_BAIK LIKE ${TABLE}`)
  await run(`INSERT INTO DAT_BAIK SELECT * FROM ${TABLE}`)
  const { request, purge } = await startHubOver(t, 'musrenbang', declared, standIn, { limits: patient })
  const listing = await createListing({ request, purge }, { connector: 'sql (rows)', path: '/v1/proposals',
    operation: 'listProposals' })

  for (let number = 0; number < count; number++) {
    const random = seededAt(seed, number)
    let done = ''
    await listing.judge(number, {
      done: () => done,
      async spoil() {
        const change = number % 8 === 7 ? changes[(number >> 3) % changes.length] : undefined
        if (change !== undefined) {
          done = change[0]
          await run(change[1])
          return
        }
        const column = columns[number % columns.length] as string
        const [row] = (await run(`SELECT ${column} AS value FROM ${TABLE} LIMIT 1`)) as { value: string | null }[]
        const spoiling = spoilt({ body: Buffer.from(`${row?.value ?? '2016-02-01 10:00:00'}\n`) }, random, number)
        done = `${column}: ${spoiling.done}`
        await run(`UPDATE ${TABLE} SET ${column} = ? WHERE ID_USULAN % ? = 0`, [
          random.int(0, 9) === 0 ? null : spoiling.payload.body,
          random.int(1, 3)
        ])
      },
      async mend() {
        await run(`DROP TABLE IF EXISTS DAT_LAIN, ${TABLE}`)
        await run(`CREATE TABLE ${TABLE} LIKE DAT_BAIK`)
        await run(`INSERT INTO ${TABLE} SELECT * FROM DAT_BAIK`)
      }
    })
  }
  return listing.tally
}
