import { renameSync, rmSync, writeFileSync } from 'node:fs'
import t, { type Test } from 'tap'
import { followRevocations, keyMark, type Revocations, revocationsJob, subjectMark,
  tokenMark } from '../../../src/platform/identity/revocations.ts'
import { until } from '../../services/wait.ts'
import { noStore, startJobs } from '../../suites/jobs.ts'
import { startKeyServer } from '../../suites/key-server.ts'

const [first = '', second = ''] = [...tokenMark('token-1'), ...subjectMark('https://sso.example.go.id', 'warga-1')]

function follow(
  t: Test,
  options: { file?: string; url?: string }
): { list: Revocations; changes: () => number; told: string[] } {
  let changes = 0
  const told: string[] = []
  const note = (_fields: object, message: string): void => {
    told.push(message)
  }
  const list = followRevocations({ file: undefined, url: undefined, seconds: 1, ...options,
    log: { info: note, warn: note, error: note } as never, onChange: () => {
      changes++
    } })
  startJobs(t, noStore).addEach(revocationsJob(() => list))
  t.teardown(() => {
    list.close()
  })
  return { list, changes: () => changes, told }
}

t.test('marks are the hashes that a shell gives', async t => {
  // printf %s token-1 | sha256sum; printf '%s %s' https://sso.example.go.id warga-1 | sha256sum
  t.equal(first, 'jti 3f08aace122ee2368432c1ca23a049bc640bafbf00fdf33a52429f38ba12dbf9')
  t.equal(second, 'sub 6433b08745b60528e7389a7c276aadb47d670f42ef53024e0e88f1bc47f48d2f')
  t.equal(keyMark('satu_7k2m9x4p'), 'key satu_7k2m9x4p')
})

t.test('a file is read at once, and again when it changes', async t => {
  const file = `${t.testdir({ list: `# nobody yet\n\n  ${first}   # left the agency\n` })}/list`
  const { list, changes } = follow(t, { file })
  t.ok(list.has(['jti x', first]))
  t.notOk(list.has([second]))
  t.notOk(list.has([]))
  const before = changes()
  writeFileSync(`${file}.new`, `${second}\nkey satu_7k2m9x4p\r\n`)
  renameSync(`${file}.new`, file)
  await until(() => list.has([second]))
  t.ok(list.has(['key satu_7k2m9x4p']))
  t.notOk(list.has([first]), 'who was taken off is let in again')
  t.ok(changes() > before)
})

t.test('a file that goes bad or away changes nothing, and that is told once', async t => {
  const file = `${t.testdir({ list: first })}/list`
  const { list, told } = follow(t, { file })
  writeFileSync(file, `${second}\nsomebody\n`)
  await until(() => told.length === 1)
  rmSync(file)
  t.ok(list.has([first]))
  t.notOk(list.has([second]))
  writeFileSync(file, second)
  await until(() => list.has([second]))
  t.same(told, ['the list of revocations cannot be read: the last good one is in use',
    'the list of revocations can be read again'])
})

t.test('without its file a hub does not start', async t => {
  t.throws(() => follow(t, { file: `${t.testdir()}/nowhere` }), {
    message: /^the list of revocations .*nowhere cannot be read: ENOENT/
  })
  t.throws(() => follow(t, { file: `${t.testdir({ list: 'somebody' })}/list` }), {
    message: /it holds a line that is none of/
  })
})

t.test('an address is asked again and again', async t => {
  const server = await startKeyServer(t)
  server.answers['/revoked'] = first
  const { list, told } = follow(t, { url: `${server.url}/revoked` })
  await until(() => list.has([first]))
  server.answers['/revoked'] = 500
  await until(() => told.length === 1)
  t.ok(list.has([first]))
  server.answers['/revoked'] = second
  await until(() => list.has([second]))
})
