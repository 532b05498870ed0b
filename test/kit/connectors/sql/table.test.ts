import t from 'tap'
import { createBinder } from '../../../../src/kit/connectors/sql/statement.ts'
import { sampleTable, selectSome } from '../../../../src/kit/connectors/sql/table.ts'
import { databaseFor, maria, postgresql } from './engines.ts'
import { aCall, clientOf, faultOf } from './surroundings.ts'

const columns = (int: string, text: string, money: string) => [
  { name: 'id_usulan', type: int, nullable: false, key: true, comment: '' },
  { name: 'judul "a`b"', type: text, nullable: true, key: false, comment: 'Judul usulan' },
  { name: 'anggaran', type: money, nullable: true, key: false, comment: '' }
]

t.test('looks at a table of MariaDB', async t => {
  const url = await databaseFor(maria, 'satu_table', [
    'CREATE TABLE dat_usulan (id_usulan INT PRIMARY KEY, `judul "a``b"` VARCHAR(50) COMMENT \'Judul usulan\', ' +
    'anggaran DECIMAL(15,2))',
    "INSERT INTO dat_usulan VALUES (1, 'Drainase', 75000000), (2, NULL, NULL), (3, 'x', 1)"
  ])
  const client = clientOf(t, url)
  const table = await sampleTable(client, 'dat_usulan', { rows: 2 }, aCall())
  t.same(table.columns, columns('int(11)', 'varchar(50)', 'decimal(15,2)'))
  t.equal(table.rows.length, 2)
  t.match(table.rows[0], { id_usulan: 1, anggaran: '75000000.00' })
  t.same(await sampleTable(client, 'satu_table.dat_usulan', { rows: 2 }, aCall()), table)
  for (const name of ['tidak_ada', 'dat_usulan`; DROP TABLE dat_usulan', 'mysql.dat_usulan', '']) {
    t.match(await faultOf(sampleTable(client, name, {}, aCall())), { kind: 'rejected',
      message: /no table of that name/ }, name)
  }
})

t.test('looks at a table of PostgreSQL', async t => {
  const url = await databaseFor(postgresql, 'satu_table', [
    'CREATE TABLE dat_usulan (id_usulan integer PRIMARY KEY, "judul ""a`b""" varchar(50), anggaran numeric(15,2), ' +
    'gone integer)',
    'ALTER TABLE dat_usulan DROP COLUMN gone',
    'COMMENT ON COLUMN dat_usulan."judul ""a`b""" IS \'Judul usulan\'',
    "INSERT INTO dat_usulan VALUES (1, 'Drainase', 75000000), (2, NULL, NULL), (3, 'x', 1)"
  ])
  const client = clientOf(t, url)
  const table = await sampleTable(client, 'dat_usulan', { rows: 2 }, aCall())
  t.same(table.columns, columns('integer', 'character varying(50)', 'numeric(15,2)'))
  t.equal(table.rows.length, 2)
  t.same(await sampleTable(client, 'public.dat_usulan', { rows: 2 }, aCall()), table)
  t.match(await faultOf(sampleTable(client, 'tidak_ada', {}, aCall())), { kind: 'rejected' })
})

t.test('quotes names as each database does', async t => {
  t.equal(selectSome('mysql', ['a`b', 'c'], 5), 'SELECT * FROM `a``b`.`c` LIMIT 5')
  t.equal(selectSome('postgres', ['a"b'], 5), 'SELECT * FROM "a""b" LIMIT 5')
  t.equal(selectSome('sqlserver', ['dbo', 'a]b'], 5), 'SELECT TOP (5) * FROM [dbo].[a]]b]')
  t.equal(selectSome('oracle', ['PBB', 'SPPT'], 5), 'SELECT * FROM "PBB"."SPPT" FETCH FIRST 5 ROWS ONLY')
  for (const dialect of ['mysql', 'postgres', 'sqlserver', 'oracle'] as const) {
    t.doesNotThrow(() => createBinder(dialect)(selectSome(dialect, ['delete', 'x'], 5), {}, 'try'), dialect)
  }
})
