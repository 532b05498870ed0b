import t from 'tap'
import { databaseFor, postgresql } from './engines.ts'
import { testEngine } from './suite.ts'
import { aCall, clientOf, faultOf, stage } from './surroundings.ts'

await testEngine(postgresql)

const database = await databaseFor(postgresql, 'satu_postgres', [
  `CREATE TABLE jenis (
    id integer PRIMARY KEY, kecil smallint, besar bigint, desimal numeric(20,2), pecahan real, ganda double precision,
    tanggal date, waktu timestamp, cap timestamptz, jam time, kode char(5), nama varchar(50), foto bytea,
    ya boolean, data jsonb, daftar integer[]
  )`,
  `INSERT INTO jenis VALUES (1, -5, 9007199254740991, 12345678901234567.89, 0.1, 0.1, '2015-01-31',
    '2015-01-31 23:59:59.123', '2015-01-31 10:15:00+07', '08:05:00', 'AB', 'Ny. Entin “Kasep” 😀', '\\x89504e47', true,
    '{"a": 1}', '{1,2}')`,
  "INSERT INTO jenis (id, besar, desimal, waktu, ya) VALUES (2, -9007199254740993, 0, 'infinity', false)",
  'INSERT INTO jenis (id) VALUES (3)'
])
const rowOf = async (id: number): Promise<Record<string, unknown>> => {
  const [row] = await clientOf(t, database).rows('SELECT * FROM jenis WHERE id = :id', { id }, { stage }, aCall())
  return row ?? {}
}

t.test('gives each type as what cannot lose anything', async t => {
  const { cap, ...row } = await rowOf(1)
  t.same(row, {
    id: 1,
    kecil: -5,
    besar: 9_007_199_254_740_991,
    desimal: '12345678901234567.89',
    pecahan: 0.1,
    ganda: 0.1,
    tanggal: '2015-01-31',
    waktu: '2015-01-31T23:59:59.123',
    jam: '08:05:00',
    kode: 'AB   ',
    nama: 'Ny. Entin “Kasep” 😀',
    foto: Buffer.from('\x89PNG', 'latin1'),
    ya: true,
    data: '{"a": 1}',
    daftar: '{1,2}'
  })
  t.match(cap, /^2015-01-31T\d\d:15:00[+-]\d\d:\d\d$/, 'in the zone of the server')
  t.equal(Date.parse(cap as string), Date.parse('2015-01-31T10:15:00+07:00'))
  t.match(await rowOf(2), { besar: '-9007199254740993', desimal: '0.00', waktu: 'infinity', ya: false })
  t.ok(Object.entries(await rowOf(3)).every(([name, value]) => name === 'id' || value === null))
})

t.test('binds values of every type', async t => {
  const client = clientOf(t, database)
  for (const [column, value] of [
    ['id', 1],
    ['kecil', -5n],
    ['besar', 9_007_199_254_740_991],
    ['desimal', '12345678901234567.89'],
    ['ganda', 0.1],
    ['tanggal', '2015-01-31'],
    ['waktu', '2015-01-31T23:59:59.123'],
    ['cap', '2015-01-31T10:15:00+07:00'],
    ['kode', 'AB'],
    ['nama', 'Ny. Entin “Kasep” 😀'],
    ['foto', Buffer.from('\x89PNG', 'latin1')],
    ['ya', true]
  ] as const) {
    t.same(await client.rows(`SELECT id FROM jenis WHERE ${column} = :value`, { value }, { stage }, aCall()), [{
      id: 1
    }], column)
  }
})

t.test('reads UTF-8 out of a database that calls it latin1, as the application meant it', async t => {
  await postgresql.prepare(await postgresql.url(), [
    postgresql.sql.dropDatabase('satu_latin'),
    "CREATE DATABASE satu_latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0"
  ])
  const url = database.replace('satu_postgres', 'satu_latin')
  await postgresql.prepare(url, ['CREATE TABLE warga (nama varchar(50))', 'SET client_encoding = LATIN1',
    "INSERT INTO warga VALUES ('“Kasep” – é')"])
  const sql = 'SELECT nama FROM warga WHERE nama = :nama'
  t.same(await clientOf(t, url).rows('SELECT length(nama) AS n FROM warga', {}, { stage }, aCall()), [{ n: 18 }],
    'bytes, each taken for a letter')
  t.same(await clientOf(t, url, { charset: 'utf-8' }).rows(sql, { nama: '“Kasep” – é' }, { stage }, aCall()), [{
    nama: '“Kasep” – é'
  }])
})

t.test('is held to reading by the server itself', async t => {
  await postgresql.prepare(database, [
    'CREATE TABLE catatan (n integer)',
    "CREATE OR REPLACE FUNCTION catat() RETURNS integer LANGUAGE sql AS 'INSERT INTO catatan VALUES (1) RETURNING n'"
  ])
  const fault = await faultOf(clientOf(t, database).rows('SELECT catat() AS n', {}, { stage }, aCall()))
  t.match(fault, { kind: 'failed', message: 'answered with an error (SQLSTATE 25006)' })
})

t.test('takes no setting from the environment of the hub', async t => {
  const names = ['PGHOST', 'PGPORT', 'PGUSER', 'PGPASSWORD', 'PGDATABASE', 'PGSSLMODE'] as const
  const before = names.map(name => process.env[name])
  t.teardown(() => {
    names.forEach((name, index) => {
      const value = before[index]
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    })
  })
  for (const name of names) process.env[name] = name === 'PGSSLMODE' ? 'require' : '1'
  t.same(await clientOf(t, database).rows('SELECT current_database() AS name', {}, { stage }, aCall()), [{
    name: 'satu_postgres'
  }])
})
