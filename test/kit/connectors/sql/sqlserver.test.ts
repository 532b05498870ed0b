import t from 'tap'
import { AnswerFault } from '../../../../src/kit/connectors/sql/socket.ts'
import { readSqlserverError } from '../../../../src/kit/connectors/sql/sqlserver-errors.ts'
import { fieldOf, parameterType } from '../../../../src/kit/connectors/sql/sqlserver-types.ts'
import { until } from '../../../services/wait.ts'
import { aCall, clientOf, faultOf, stage, textOf } from './surroundings.ts'
import { columns, done, errorToken, packetsOf, row, startTds, type TdsServer, types } from './tds.ts'

const field = (type: string, value: unknown, more: { scale?: number; dataLength?: number } = {}) =>
  fieldOf({ value, metadata: { colName: 'KOLOM', type: { name: type }, ...more } })

t.test('gives each type as what cannot lose anything', async t => {
  t.equal(field('IntN', 5), 5)
  t.equal(field('IntN', '9007199254740991'), 9_007_199_254_740_991)
  t.equal(field('BigInt', '9007199254740993'), '9007199254740993')
  t.equal(field('BigInt', '-9007199254740993'), '-9007199254740993')
  t.equal(field('DecimalN', 1250000.5, { scale: 2 }), '1250000.50')
  t.equal(field('NumericN', -3, { scale: 0 }), '-3')
  t.equal(field('MoneyN', 75_000_000, {}), '75000000.0000')
  t.equal(field('Real', Math.fround(0.1)), 0.1)
  t.equal(field('FloatN', Math.fround(0.1), { dataLength: 4 }), 0.1)
  t.equal(field('FloatN', 0.1, { dataLength: 8 }), 0.1)
  t.equal(field('BitN', true), true)
  t.equal(field('Char', 'AB   '), 'AB   ')
  t.same(field('Image', Buffer.from('x')), Buffer.from('x'))
  t.equal(field('UniqueIdentifier', '6F9619FF-8B86-D011-B42D-00C04FC964FF'), '6F9619FF-8B86-D011-B42D-00C04FC964FF')
  t.equal(field('VarChar', null), null)
})

t.test('gives dates as they stand in the database', async t => {
  t.equal(field('DateTimeN', new Date('2015-01-31T23:59:59.000Z')), '2015-01-31T23:59:59')
  t.equal(field('DateTime2', new Date('2015-01-31T23:59:59.123Z')), '2015-01-31T23:59:59.123')
  t.equal(field('Date', new Date('2015-01-31T00:00:00Z')), '2015-01-31')
  t.equal(field('Time', new Date('1970-01-01T08:05:00Z')), '08:05:00')
  t.equal(field('DateTimeOffset', new Date('2015-01-31T10:15:00Z')), '2015-01-31T10:15:00Z')
})

t.test('refuses a number whose last digits tedious has lost', async t => {
  t.throws(() => field('DecimalN', Number('12345678901234567.89'), { scale: 2 }), { name: 'AnswerFault',
    message: /KOLOM .* cast it to VARCHAR/ })
  t.throws(() => field('MoneyN', 922_337_203_685_477), AnswerFault)
  t.equal(field('DecimalN', 90_071_992_547_409.91, { scale: 2 }), '90071992547409.91', 'the largest that is whole')
})

t.test('binds each value under a type that the server need not convert', async t => {
  t.equal(parameterType('005'), 'VarChar')
  t.equal(parameterType('Kés'), 'NVarChar')
  t.equal(parameterType(null), 'VarChar')
  t.equal(parameterType(5), 'Int')
  t.equal(parameterType(-2_147_483_648), 'Int')
  t.equal(parameterType(2_147_483_648), 'BigInt')
  t.equal(parameterType(5n), 'BigInt')
  t.equal(parameterType(0.5), 'Float')
  t.equal(parameterType(true), 'Bit')
  t.equal(parameterType(Buffer.alloc(1)), 'VarBinary')
})

t.test('names errors by their number', async t => {
  const read = (properties: object) => readSqlserverError(Object.assign(new Error('x'), properties))
  t.same(read({ number: 18456, code: 'ELOGIN' }), { kind: 'denied', code: 'error 18456', textIsSafe: false })
  t.same(read({ number: 208 }), { kind: 'failed', code: 'error 208', textIsSafe: true })
  t.match(read({ number: 229 }), { kind: 'denied' })
  t.match(read({ number: 1222 }), { kind: 'timeout' })
  t.match(read({ number: 8152 }), { kind: 'failed', textIsSafe: false })
  t.match(read({ code: 'ETIMEOUT' }), { kind: 'timeout' })
  t.match(read({ code: 'ELOGIN' }), { kind: 'denied' })
  t.match(read({ code: 'ECLOSE' }), { kind: 'reset' })
  t.match(read({}), { kind: 'unreadable' })
  t.equal(read({ code: 'EPARAM' }), undefined)
})

const urlOf = ({ port }: TdsServer): string => `sqlserver://satu:kata-sandi-93@127.0.0.1:${port}/SIMDA`
const table = columns(['KD', types.int.info], ['NM', types.text.info], ['PAGU', types.decimal.info], ['TGL',
  types.datetime.info])
const oneRow = row(types.int.write(7), types.text.write('Dinas “Kasep”'), types.decimal.write(125_050),
  types.datetime.write('2015-01-31T23:59:59.000'))
const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le')

t.test('asks to read only, binds the values, and reads the rows', async t => {
  const server = await startTds(t, () => Buffer.concat([table, oneRow, done()]))
  const client = clientOf(t, urlOf(server))
  const sql = 'SELECT * FROM dbo.Ref_Unit WHERE RW = :rw AND NM = :nm'
  const rows = await client.rows(sql, { rw: "005' OR 1=1", nm: 'Kés' }, { stage }, aCall())
  t.same(rows, [{ KD: 7, NM: 'Dinas “Kasep”', PAGU: '1250.50', TGL: '2015-01-31T23:59:59' }])
  t.equal((server.logins[0]?.[26] ?? 0) & 0x20, 0x20, 'ApplicationIntent=ReadOnly')
  const [sent] = server.statements
  t.ok(sent?.includes(utf16('WHERE RW = @rw AND NM = @nm')))
  t.ok(sent?.includes(utf16('@rw varchar(')))
  t.ok(sent?.includes(utf16('@nm nvarchar(')))
  t.ok(sent?.includes(Buffer.from("005' OR 1=1")), 'as a value of its own')
  await client.rows('SELECT 1 AS n', {}, { stage }, aCall())
  t.equal(server.logins.length, 1, 'over one connection')
})

t.test('streams many rows', async t => {
  const server = await startTds(t,
    () => Buffer.concat([table, ...Array.from({ length: 20_000 }, () => oneRow), done()]))
  let count = 0
  for await (const { KD } of clientOf(t, urlOf(server)).stream('SELECT * FROM x', {}, { stage }, aCall()))
    if (KD === 7) count++
  t.equal(count, 20_000)
})

t.test('names what the server refuses, by its number, and goes on with the connection', async t => {
  const answers = [Buffer.concat([errorToken(208, "Invalid object name 'dbo.tidak_ada'."), done(2)]),
    Buffer.concat([errorToken(245, "Conversion failed: '3273010101019990'"), done(2)]),
    Buffer.concat([table, oneRow, done()])]
  const server = await startTds(t, () => answers.shift())
  const client = clientOf(t, urlOf(server))
  const noTable = await faultOf(client.rows('SELECT * FROM dbo.tidak_ada', {}, { stage }, aCall()))
  t.match(noTable, { kind: 'failed', stage, message: 'answered with an error (error 208)' })
  t.match((noTable.cause as Error).message, 'tidak_ada')
  const value = await faultOf(client.rows('SELECT * FROM x', {}, { stage }, aCall()))
  t.match(value, { kind: 'failed', message: 'answered with an error (error 245)' })
  t.notMatch(textOf(value), '9990')
  t.equal((await client.rows('SELECT * FROM x', {}, { stage }, aCall())).length, 1)
  t.equal(server.logins.length, 1)
})

t.test('tells a refused login once', async t => {
  const server = await startTds(t, () => undefined,
    Buffer.concat([errorToken(18456, "Login failed for user 'satu'."), done(2)]))
  const fault = await faultOf(clientOf(t, urlOf(server)).rows('SELECT 1 AS n', {}, { stage }, aCall()))
  t.match(fault, { kind: 'denied', stage: 'connect', message: 'refused access (error 18456)' })
  t.notMatch(textOf(fault), /kata-sandi|'satu'/)
  t.equal(server.logins.length, 1, 'tried again, it would lock the account')
})

t.test('has the server stop when the caller leaves or the time is over', async t => {
  const server = await startTds(t, () => undefined)
  const control = new AbortController()
  const asked = clientOf(t, urlOf(server)).rows('SELECT * FROM x', {}, { stage }, aCall(control.signal))
  asked.catch(() => {})
  await until(() => server.statements.length === 1)
  control.abort(new Error('the caller left'))
  await t.rejects(asked, { message: 'the caller left' })
  await until(() => server.attentions === 1 && server.open() === 0)

  const slow = clientOf(t, urlOf(server), { statementTimeoutMs: 200, connections: 1 })
  t.match(await faultOf(slow.rows('SELECT * FROM x', {}, { stage }, aCall())), { kind: 'timeout', stage })
  t.equal(server.attentions, 2)
})

t.test('tells a connection that breaks before the answer from one that breaks within it', async t => {
  const before = await startTds(t, socket => void socket.destroy())
  t.match(await faultOf(clientOf(t, urlOf(before)).rows('SELECT * FROM x', {}, { stage }, aCall())), { kind: 'reset',
    stage })
  const within = await startTds(t, socket => {
    const [packet] = packetsOf(Buffer.concat([table, ...Array.from({ length: 5_000 }, () => oneRow)]))
    socket.end(packet ?? '')
    return undefined
  })
  t.match(await faultOf(clientOf(t, urlOf(within)).rows('SELECT * FROM x', {}, { stage }, aCall())), {
    kind: 'truncated',
    stage
  })
})

t.test('gives up on an answer that is no protocol', async t => {
  const server = await startTds(t, () => Buffer.concat([table, oneRow, Buffer.alloc(200, 0x7b)]))
  t.match(await faultOf(clientOf(t, urlOf(server)).rows('SELECT * FROM x', {}, { stage }, aCall())), {
    kind: 'unreadable',
    stage
  })
})
