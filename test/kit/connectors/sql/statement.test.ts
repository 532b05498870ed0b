import t from 'tap'
import type { Dialect } from '../../../../src/kit/connectors/sql/address.ts'
import { createBinder, type SqlParameters } from '../../../../src/kit/connectors/sql/statement.ts'

const dialects: Dialect[] = ['mysql', 'postgres', 'sqlserver', 'oracle']

function bind(dialect: Dialect, sql: string, parameters: SqlParameters = {}) {
  const { text, values } = createBinder(dialect)(sql, parameters, 'try')
  return { text, values: values.map(({ value }) => value) }
}

function refusal(dialect: Dialect, sql: string): string | undefined {
  try {
    createBinder(dialect)(sql, {}, 'try')
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

t.test('puts the placeholders of each driver in place of the names', async t => {
  const sql = 'SELECT * FROM usulan WHERE rw = :rw AND kd_kec = :kec AND rw2 = :rw'
  const parameters = { rw: '005', kec: 6 }
  t.same(bind('mysql', sql, parameters), { text: 'SELECT * FROM usulan WHERE rw = ? AND kd_kec = ? AND rw2 = ?',
    values: ['005', 6, '005'] })
  t.same(bind('postgres', sql, parameters), { text: 'SELECT * FROM usulan WHERE rw = $1 AND kd_kec = $2 AND rw2 = $1',
    values: ['005', 6] })
  t.same(bind('sqlserver', sql, parameters), {
    text: 'SELECT * FROM usulan WHERE rw = @rw AND kd_kec = @kec AND rw2 = @rw',
    values: ['005', 6]
  })
  t.same(bind('oracle', sql, parameters), { text: sql, values: ['005', 6] })
})

t.test('gives a list as many places as it has values, and an empty one NULL', async t => {
  const sql = 'SELECT * FROM usulan WHERE kd_kec IN (:codes)'
  const parameters = { codes: ['060', '070'] }
  t.same(bind('mysql', sql, parameters), { text: 'SELECT * FROM usulan WHERE kd_kec IN (?, ?)',
    values: ['060', '070'] })
  t.same(bind('postgres', sql, parameters), { text: 'SELECT * FROM usulan WHERE kd_kec IN ($1, $2)',
    values: ['060', '070'] })
  t.same(bind('sqlserver', sql, parameters), { text: 'SELECT * FROM usulan WHERE kd_kec IN (@codes_0, @codes_1)',
    values: ['060', '070'] })
  t.same(bind('oracle', sql, { codes: [] }), { text: 'SELECT * FROM usulan WHERE kd_kec IN (NULL)', values: [] })
})

t.test('sees no parameter in text, names, comments, casts and assignments', async t => {
  for (const dialect of dialects) {
    const sql = `SELECT ':a', "b:c", 'it''s :d', '10:30' FROM x -- :e\nWHERE y = :y`
    t.same(bind(dialect, sql, { y: 1 }).values, [1], dialect)
    t.same(bind(dialect, 'SELECT 1 /* :a */ WHERE y = :y', { y: 1 }).values, [1], dialect)
  }
  t.equal(bind('postgres', 'SELECT a::text, b[1:2] FROM x').text, 'SELECT a::text, b[1:2] FROM x')
  t.equal(bind('postgres', "SELECT $$ :a $$, $x$ :b $$ $x$, E'\\':c'").values.length, 0)
  t.equal(bind('postgres', 'SELECT 1 /* a /* :b */ :c */').values.length, 0)
  t.equal(bind('mysql', 'SELECT @n := 1, `a:b`, "it\\"s :c", \'it\\\'s :d\' # :e').values.length, 0)
  t.equal(bind('mysql', 'SELECT 1--:a', { a: 1 }).values.length, 1, 'two dashes without a blank subtract')
  t.equal(bind('sqlserver', 'SELECT [a:b], [a]]:b], @local FROM #insert').values.length, 0)
  t.equal(bind('oracle', "SELECT q'[it's :a]', Q'!:b!', nq'{:c}' FROM dual").values.length, 0)
})

t.test('refuses what is no query before anything is sent', async t => {
  for (const dialect of dialects) {
    for (const [sql, said] of [
      ['DELETE FROM usulan', 'DELETE'],
      ['  -- a comment\n update usulan set rw = 1', 'UPDATE'],
      ['INSERT INTO usulan VALUES (1)', 'INSERT'],
      ['SET autocommit = 1', 'SET'],
      ['EXEC sp_who', 'EXEC'],
      ['BEGIN', 'BEGIN'],
      ['', 'no known word'],
      ["'SELECT'", 'no known word'],
      ['WITH gone AS (DELETE FROM usulan RETURNING *) SELECT * FROM gone', 'DELETE'],
      ['SELECT * INTO copy FROM usulan', 'INTO'],
      ["SELECT * FROM usulan INTO OUTFILE '/tmp/x'", 'INTO'],
      ['SELECT * FROM usulan FOR UPDATE', 'UPDATE'],
      ['SELECT 1; SELECT 2', 'followed by another'],
      ['SELECT 1; DROP TABLE usulan', 'followed by another'],
      ["SELECT 'open", 'open quote'],
      ['SELECT 1 /* open', 'open quote']
    ] as const) {
      t.match(refusal(dialect, sql), said, `${dialect}: ${sql}`)
    }
  }
  t.match(refusal('mysql', 'SELECT 1 /*!50000 INTO OUTFILE "/tmp/x" */'), 'open quote or comment')
  t.match(refusal('mysql', "SELECT 'a\\'; DROP TABLE usulan; -- '"), undefined, 'all of it is text')
})

t.test('takes queries, however they are written', async t => {
  for (const dialect of dialects) {
    for (const sql of [
      'SELECT 1',
      'select 1;  \n-- the end',
      '(SELECT 1) UNION (SELECT 2)',
      'WITH a AS (SELECT 1 AS n) SELECT n FROM a',
      'SHOW TABLES',
      `SELECT 'INSERT INTO x; DROP TABLE y', "delete" FROM z`,
      'SELECT updated, inserted_by, deleted FROM x'
    ]) {
      t.equal(refusal(dialect, sql), undefined, `${dialect}: ${sql}`)
    }
  }
  t.equal(refusal('mysql', "SELECT INSERT('abc', 1, 1, 'x'), TRUNCATE(1.5, 0), REPLACE(a, b, c) FROM x"), undefined)
})

t.test('shows nothing of a statement in a refusal but its first word', async t => {
  t.notMatch(refusal('mysql', "DELETE FROM usulan WHERE nik = '3273010101019990'"), '9990')
  for (const sql of ['3273010101019990 SELECT', 'x3273010101019990 SELECT', "'3273010101019990' SELECT"]) {
    t.match(refusal('mysql', sql), /starts with no known word$/)
  }
})

t.test('takes only parameters that fit', async t => {
  const binder = createBinder('postgres')
  const withValue = (a: unknown) => () => binder('SELECT :a', { a } as SqlParameters, 'try')
  t.throws(() => binder('SELECT :a', {}, 'try'), { name: 'TypeError', message: 'the statement has no value for :a' })
  t.throws(() => binder('SELECT 1', { a: 1 }, 'try'), { name: 'TypeError',
    message: 'the statement has no place for :a' })
  for (const value of [undefined, NaN, Infinity, {}, Symbol('x'), new Map()])
    t.throws(withValue(value), { name: 'TypeError' })
  t.throws(withValue(new Date()), { name: 'TypeError', message: /give a date as text/ })
  t.throws(withValue([[1]]), { name: 'TypeError' })
  for (const value of [null, '', 0, 1.5, 1n, true, Buffer.alloc(0), [], [1, null]]) t.doesNotThrow(withValue(value))
})
