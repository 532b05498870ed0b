import oracledb from 'oracledb'
import t from 'tap'
import { readAddress } from '../../../../src/kit/connectors/sql/address.ts'
import { connectDescriptor } from '../../../../src/kit/connectors/sql/oracle-address.ts'
import { readOracleError } from '../../../../src/kit/connectors/sql/oracle-errors.ts'
import { fetchTypes, fieldOf } from '../../../../src/kit/connectors/sql/oracle-types.ts'

const descriptor = (url: string, tls: 'off' | 'verified' = 'off') =>
  connectDescriptor({ address: readAddress(url), tls, tlsWith: undefined, connectTimeoutMs: 4_500 })

t.test('says where the database is as Oracle says it', async t => {
  t.equal(
    descriptor('oracle://satu@db.local/PBB'),
    '(DESCRIPTION=(CONNECT_TIMEOUT=5)(TRANSPORT_CONNECT_TIMEOUT=5)(RETRY_COUNT=0)' +
      '(ADDRESS=(PROTOCOL=TCP)(HOST=db.local)(PORT=1521))(CONNECT_DATA=(SERVICE_NAME=PBB)))'
  )
  t.match(descriptor('oracle://satu@db.local:1522?sid=SIMPBB'), /\(PORT=1522\).*\(CONNECT_DATA=\(SID=SIMPBB\)\)/)
  t.match(descriptor('oracle://satu@db.local/PBB', 'verified'), 'PROTOCOL=TCPS')
  for (const name of ['x)(PORT=1', 'x y', "x'", 'x=y']) {
    t.throws(() => descriptor(`oracle://satu@db.local/${encodeURIComponent(name)}`), { name: 'TypeError' }, name)
    t.throws(() => descriptor(`oracle://satu@db.local?sid=${encodeURIComponent(name)}`), { name: 'TypeError' }, name)
  }
})

const typeOf = fetchTypes(oracledb)
const read = (dbType: { name: string }, value: unknown, scale = 0) =>
  typeOf({ name: 'KOLOM', dbType, scale })?.converter?.(value)

t.test('gives each type as what cannot lose anything', async t => {
  t.equal(typeOf({ name: 'N', dbType: oracledb.DB_TYPE_NUMBER })?.type, oracledb.DB_TYPE_VARCHAR,
    'numbers come as text')
  t.equal(read(oracledb.DB_TYPE_NUMBER, '5'), 5)
  t.equal(read(oracledb.DB_TYPE_NUMBER, '12345678901234567890'), '12345678901234567890')
  t.equal(read(oracledb.DB_TYPE_NUMBER, '0.5', -127), '0.5', 'a NUMBER without a scale')
  t.equal(read(oracledb.DB_TYPE_NUMBER, '5', 2), '5', 'one with decimals is text always')
  t.equal(read(oracledb.DB_TYPE_NUMBER, null), null)
  t.equal(typeOf({ name: 'C', dbType: oracledb.DB_TYPE_CLOB })?.type, oracledb.DB_TYPE_VARCHAR)
  t.equal(typeOf({ name: 'B', dbType: oracledb.DB_TYPE_BLOB })?.type, oracledb.DB_TYPE_RAW)
  t.equal(typeOf({ name: 'V', dbType: oracledb.DB_TYPE_VARCHAR }), undefined)
  t.equal(fieldOf({ a: 1 }), '{"a":1}')
  t.equal(fieldOf(undefined), null)
})

t.test('gives dates as they stand in the database, in whatever zone the hub runs', async t => {
  const before = process.env['TZ']
  t.teardown(() => {
    if (before === undefined) delete process.env['TZ']
    else process.env['TZ'] = before
  })
  for (const zone of ['UTC', 'Asia/Jakarta', 'America/Los_Angeles']) {
    process.env['TZ'] = zone
    // oracledb makes a Date of the fields in the hub's own zone.
    t.equal(read(oracledb.DB_TYPE_DATE, new Date(2015, 0, 31, 23, 59, 59)), '2015-01-31T23:59:59', zone)
    t.equal(read(oracledb.DB_TYPE_TIMESTAMP, new Date(1900, 0, 1)), '1900-01-01T00:00:00', zone)
    t.equal(read(oracledb.DB_TYPE_TIMESTAMP_TZ, new Date('2015-01-31T10:15:00+07:00')), '2015-01-31T03:15:00Z', zone)
  }
})

t.test('names errors by their number', async t => {
  const kindOf = (properties: object) => readOracleError(Object.assign(new Error('x'), properties))
  t.same(kindOf({ code: 'ORA-01017', errorNum: 1017 }), { kind: 'denied', code: 'ORA-01017', textIsSafe: false })
  t.same(kindOf({ code: 'ORA-00942', errorNum: 942 }), { kind: 'failed', code: 'ORA-00942', textIsSafe: true })
  t.match(kindOf({ errorNum: 20 }), { kind: 'throttled', code: 'ORA-00020' })
  t.match(kindOf({ code: 'NJS-123' }), { kind: 'timeout' })
  t.match(kindOf({ code: 'NJS-500' }), { kind: 'reset' })
  t.match(kindOf({ code: 'ORA-01722' }), { kind: 'failed', textIsSafe: false })
  t.equal(kindOf({ code: 'ECONNREFUSED' }), undefined)
})
