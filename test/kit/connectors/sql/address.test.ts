import t from 'tap'
import { readAddress } from '../../../../src/kit/connectors/sql/address.ts'
import { createSql } from '../../../../src/kit/connectors/sql/sql.ts'

t.test('reads where a database is and as whom it is asked', async t => {
  t.same(readAddress('mysql://satu@db.local/musrenbang'), { dialect: 'mysql', host: 'db.local', port: 3306,
    user: 'satu', database: 'musrenbang' })
  t.match(readAddress('mariadb://satu@db.local:3307/x'), { dialect: 'mysql', port: 3307 })
  t.match(readAddress('postgres://a%40b@[::1]/x%2Fy'), { dialect: 'postgres', host: '::1', port: 5432, user: 'a@b',
    database: 'x/y' })
  t.match(readAddress('postgresql://satu@localhost/x?socket=/run/postgresql'), { host: 'localhost',
    socket: '/run/postgresql' })
  t.match(readAddress('sqlserver://satu@db/SIMDA?instance=SQLEXPRESS'), { dialect: 'sqlserver', port: 1433,
    database: 'SIMDA', instance: 'SQLEXPRESS' })
  t.match(readAddress('oracle://satu@db?sid=SIMPBB'), { dialect: 'oracle', port: 1521, database: '', sid: 'SIMPBB' })
})

t.test('refuses an address that is none, without showing it', async t => {
  for (const url of ['', 'db.local', 'http://satu@db/x', 'mongodb://satu@db/x', 'mysql://db/x',
    'mysql://satu:hunter2@db/x', 'mysql://satu@db/x?flags=hunter2'])
  {
    t.throws(() => readAddress(url), { name: 'TypeError' }, url)
    try {
      readAddress(url)
    } catch (error) {
      t.notMatch((error as Error).message, 'hunter2')
    }
  }
})

t.test('refuses settings that a driver cannot keep', async t => {
  const password = 'secret'
  t.throws(() => createSql({ url: 'postgres://a@b/c', password, charset: 'cp437' }), { name: 'TypeError' })
  t.throws(() => createSql({ url: 'sqlserver://a@b/c', password, charset: 'utf-8' }), { name: 'TypeError' })
  t.throws(() => createSql({ url: 'oracle://a@b/c', password, charset: 'utf-8' }), { name: 'TypeError' })
  t.throws(() => createSql({ url: 'oracle://a@b/c', password, tls: 'unverified' }), { name: 'TypeError' })
  t.throws(() => createSql({ url: 'oracle://a@b', password }), { message: /must name a service/ })
  t.throws(() => createSql({ url: 'oracle://a@b/x)(PORT=1', password }), {
    message: /characters that no such name has/
  })
})
