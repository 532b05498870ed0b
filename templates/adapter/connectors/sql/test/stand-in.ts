import { createConnection } from 'mysql2/promise'
import type { StandIn } from '../../../../../src/testing/index.ts'
import { addressOf, withParts } from '../../../../../test/kit/connectors/sql/surroundings.ts'
import { mariadbService, startMariadb } from '../../../../../test/services/mariadb.ts'
import rows from '../../../resources/licences/adapter/fixtures/rows.json' with { type: 'json' }

/** A real MariaDB with the rows of the fixtures in one table. Undefined where this machine has no MariaDB. */
export async function startContoh(): Promise<StandIn | undefined> {
  if (mariadbService.locate() === undefined) return undefined
  const server = await startMariadb()
  const connection = await createConnection(server.url)
  await connection.query('CREATE DATABASE CONTOH CHARACTER SET utf8mb4')
  await connection.query('USE CONTOH')
  // As in the real database as far as you know: types, lengths, keys.
  const names = Object.keys(rows[0]!)
  const isNumber = (name: string): boolean => rows.some(row => typeof row[name as keyof typeof row] === 'number')
  await connection.query(`CREATE TABLE IZIN (${names.map(name => `${name} ${name === 'TGL_UBAH' ? 'DATETIME' : isNumber(name) ? 'DOUBLE' : 'VARCHAR(500)'}`).join(', ')})`)
  await connection.query(`INSERT INTO IZIN (${names.join(', ')}) VALUES ?`, [rows.map(row => Object.values(row))])
  await connection.end()
  return {
    url: '',
    settings: { database: addressOf(withParts(server.url, { database: 'CONTOH' })) },
    holds: { licences: rows.length }, // only: list, else: keys: { residents: rows.map(({ NO_IZIN }) => NO_IZIN) },
    stop: server.stop
  }
}
