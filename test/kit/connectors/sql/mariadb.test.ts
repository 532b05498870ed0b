import t from 'tap'
import { databaseFor, maria } from './engines.ts'
import { testEngine } from './suite.ts'
import { aCall, clientOf, faultOf, stage, startProxy, withParts } from './surroundings.ts'

await testEngine(maria)

const database = await databaseFor(maria, 'satu_maria', [
  `CREATE TABLE jenis (
    id INT PRIMARY KEY, kecil TINYINT, besar BIGINT, besar_u BIGINT UNSIGNED, desimal DECIMAL(20,2),
    pecahan FLOAT, ganda DOUBLE,
    tanggal DATE, waktu DATETIME, halus DATETIME(3), cap TIMESTAMP NULL, jam TIME, tahun YEAR,
    kode CHAR(5), nama VARCHAR(50), isi TEXT, biner VARBINARY(10), foto BLOB, ya BIT(1), bit8 BIT(8),
    pilih ENUM('A','B'), titik POINT
  ) DEFAULT CHARSET utf8mb4`,
  "SET SESSION sql_mode = 'ALLOW_INVALID_DATES'",
  `INSERT INTO jenis VALUES (1, -5, 9007199254740991, 18446744073709551615, 12345678901234567.89, 0.1, 0.1,
    '2015-01-31', '2015-01-31 23:59:59', '2015-01-31 23:59:59.123', '2015-01-31 10:15:00', '08:05:00', 2015,
    'AB', 'Ny. Entin “Kasep” 😀', 'baris\\nkedua', X'00FF', X'89504E47', b'1', b'10000001', 'B',
    ST_GeomFromText('POINT(1 2)'))`,
  `INSERT INTO jenis (id, besar, besar_u, desimal, tanggal, waktu, cap, ya) VALUES
    (2, -9007199254740993, 1, 0, '0000-00-00', '0000-00-00 00:00:00', '0000-00-00 00:00:00', b'0')`,
  'INSERT INTO jenis (id) VALUES (3)'
])
const rowOf = async (id: number): Promise<Record<string, unknown>> => {
  const [row] = await clientOf(t, database).rows('SELECT * FROM jenis WHERE id = :id', { id }, { stage }, aCall())
  return row ?? {}
}

t.test('gives each type as what cannot lose anything', async t => {
  t.same(await rowOf(1), {
    id: 1,
    kecil: -5,
    besar: 9_007_199_254_740_991,
    besar_u: '18446744073709551615',
    desimal: '12345678901234567.89',
    pecahan: 0.1,
    ganda: 0.1,
    tanggal: '2015-01-31',
    waktu: '2015-01-31T23:59:59',
    halus: '2015-01-31T23:59:59.123',
    cap: '2015-01-31T10:15:00',
    jam: '08:05:00',
    tahun: 2015,
    kode: 'AB',
    nama: 'Ny. Entin “Kasep” 😀',
    isi: 'baris\nkedua',
    biner: Buffer.from([0, 0xff]),
    foto: Buffer.from('\x89PNG', 'latin1'),
    ya: true,
    bit8: Buffer.from([0x81]),
    pilih: 'B',
    titik: '{"x":1,"y":2}'
  })
})

t.test('gives null dates as the text that they are, and NULL as null', async t => {
  t.match(await rowOf(2), {
    besar: '-9007199254740993',
    besar_u: 1,
    desimal: '0.00',
    tanggal: '0000-00-00',
    waktu: '0000-00-00T00:00:00',
    cap: '0000-00-00T00:00:00',
    ya: false
  })
  t.ok(Object.entries(await rowOf(3)).every(([name, value]) => name === 'id' || value === null))
})

t.test('does not move a date, in whatever zone the hub runs', async t => {
  const before = process.env['TZ']
  t.teardown(() => {
    if (before === undefined) delete process.env['TZ']
    else process.env['TZ'] = before
  })
  for (const zone of ['Pacific/Auckland', 'America/Los_Angeles', 'Asia/Jakarta']) {
    process.env['TZ'] = zone
    t.match(await rowOf(1), { tanggal: '2015-01-31', waktu: '2015-01-31T23:59:59', cap: '2015-01-31T10:15:00' }, zone)
  }
})

t.test('binds values of every type', async t => {
  const client = clientOf(t, database)
  for (const [column, value] of [
    ['id', 1],
    ['kecil', -5n],
    ['besar', 9_007_199_254_740_991],
    ['besar_u', '18446744073709551615'],
    ['desimal', '12345678901234567.89'],
    ['ganda', 0.1],
    ['tanggal', '2015-01-31'],
    ['waktu', '2015-01-31 23:59:59'],
    ['waktu', '2015-01-31T23:59:59'],
    ['nama', 'Ny. Entin “Kasep” 😀'],
    ['biner', Buffer.from([0, 0xff])],
    ['ya', true]
  ] as const) {
    t.same(await client.rows(`SELECT id FROM jenis WHERE ${column} = :value`, { value }, { stage }, aCall()), [{
      id: 1
    }], column)
  }
  t.same(
    await client.rows('SELECT id FROM jenis WHERE nama <=> :value AND id > 2', { value: null }, { stage }, aCall()),
    [{ id: 3 }]
  )
})

t.test('reads UTF-8 out of a table that calls it latin1, as the application meant it', async t => {
  const url = await databaseFor(maria, 'satu_latin', [
    'CREATE TABLE warga (id INT, nama VARCHAR(50), foto BLOB) DEFAULT CHARSET latin1',
    'SET NAMES latin1',
    // The bytes of "“Kasep” – é" in UTF-8, written by an application that told the server latin1; then real latin1.
    "INSERT INTO warga VALUES (1, X'E2809C4B61736570E2809D20E2809320C3A9', X'E2809C'), (2, X'4BE973', NULL)"
  ])
  const sql = 'SELECT id, nama FROM warga ORDER BY id'
  t.same(await clientOf(t, url).rows(sql, {}, { stage }, aCall()), [
    { id: 1, nama: 'â€œKasepâ€\u009d â€“ Ã©' },
    { id: 2, nama: 'Kés' }
  ])
  const client = clientOf(t, url, { charset: 'utf-8' })
  t.same(await client.rows(sql, {}, { stage }, aCall()), [
    { id: 1, nama: '“Kasep” – é' },
    { id: 2, nama: 'Kés' }
  ])
  t.same(
    await client.rows('SELECT id, foto FROM warga WHERE nama = :nama', { nama: '“Kasep” – é' }, { stage }, aCall()),
    [
      { id: 1, foto: Buffer.from('E2809C', 'hex') }
    ]
  )
})

t.test('is held to reading by the server itself', async t => {
  await maria.prepare(database, [
    'CREATE TABLE catatan (n INT)',
    'CREATE OR REPLACE FUNCTION catat() RETURNS INT MODIFIES SQL DATA BEGIN INSERT INTO catatan VALUES (1); RETURN ' +
    '1; END'
  ])
  const fault = await faultOf(clientOf(t, database).rows('SELECT catat() AS n', {}, { stage }, aCall()))
  t.match(fault, { kind: 'failed', message: 'answered with an error (error 1792, SQLSTATE 25006)' })
})

t.test('sees what others wrote, even where the server leaves every connection in a transaction', async t => {
  const server = await maria.own(t)
  await maria.prepare(server.url, [
    'CREATE DATABASE x',
    'CREATE TABLE x.n (n INT)',
    "SET GLOBAL init_connect = 'SET autocommit = 0'",
    "CREATE USER satu IDENTIFIED BY 'x'",
    'GRANT SELECT ON x.* TO satu'
  ])
  const client = clientOf(t, withParts(server.url, { user: 'satu', password: 'x', database: 'x' }), { connections: 1 })
  t.same(await client.rows('SELECT n FROM n', {}, { stage }, aCall()), [])
  await maria.prepare(server.url, ['INSERT INTO x.n VALUES (1)'])
  t.same(await client.rows('SELECT n FROM n', {}, { stage }, aCall()), [{ n: 1 }])
})

t.test('takes no packet out of order', async t => {
  const proxy = await startProxy(t, database)
  const client = clientOf(t, withParts(database, { port: proxy.port }), { connections: 1 })
  const said = t.capture(console, 'error')
  await client.rows('SELECT id FROM jenis', {}, { stage }, aCall())
  proxy.interject(packet(5, Buffer.from([0, 0, 0, 2, 0, 0, 0])))
  t.match(await faultOf(client.rows('SELECT id FROM jenis', {}, { stage }, aCall())), { kind: 'unreadable', stage,
    message: 'sent packets out of order' })
  t.equal((await client.rows('SELECT id FROM jenis', {}, { stage }, aCall())).length, 3,
    'and another connection takes its place')

  proxy.interject(
    packet(0,
      Buffer.from('\xff\xbf\x0f#HY000The client was disconnected by the server because of inactivity.', 'latin1'))
  )
  t.equal((await client.rows('SELECT id FROM jenis', {}, { stage }, aCall())).length, 3,
    'a farewell that crossed the question is not its answer')
  t.same(said(), [])
})

/** A packet as the protocol has it: length, number, payload. */
function packet(number: number, payload: Buffer): Buffer {
  const header = Buffer.alloc(4)
  header.writeUIntLE(payload.length, 0, 3)
  header[3] = number
  return Buffer.concat([header, payload])
}
