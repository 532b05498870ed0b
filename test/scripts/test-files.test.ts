import t from 'tap'
import { chooseFiles, groupFiles } from '../../scripts/test-files.ts'
import { slowestFirst } from '../../scripts/test-times.ts'

const file = (text = ''): string => text

t.test('a name is a path, a pattern, or a folder or file somewhere below test/', async t => {
  const cwd = t.testdir({ test: {
    gateway: { reads: { 'cache.test.ts': file(), 'page.test.ts': file(), 'setup.ts': file() } },
    hub: { 'reads.test.ts': file(), 'threads.test.ts': file() },
    chaos: { 'kill.long.test.ts': file() },
    kit: { 'one.test.ts': file(), 'two.long.test.ts': file() }
  } })
  const choose = (...names: string[]) => chooseFiles(names, 'short', cwd)
  const reads = ['test/gateway/reads/cache.test.ts', 'test/gateway/reads/page.test.ts']
  t.same(choose('test/gateway/reads'), reads)
  t.same(choose('gateway/reads'), reads)
  t.same(choose('reads'), [...reads, 'test/hub/reads.test.ts'])
  t.same(choose('test/hub/thr*'), ['test/hub/threads.test.ts'])
  t.same(choose('cache', 'test/gateway/reads/cache.test.ts'), ['test/gateway/reads/cache.test.ts'], 'each once')
  t.same(choose('reads/cache.test.ts'), ['test/gateway/reads/cache.test.ts'])
  t.throws(() => choose('cache', 'nowhere'), { message: 'no test is named nowhere' })
  t.same(choose(), [...reads, 'test/hub/reads.test.ts', 'test/hub/threads.test.ts', 'test/kit/one.test.ts'])
  t.same(choose('kit'), ['test/kit/one.test.ts'])
  t.same(choose('chaos'), ['test/chaos/kill.long.test.ts'], 'what has only long ones means these')
  t.same(choose('test/kit/two.long.test.ts'), ['test/kit/two.long.test.ts'])
  t.same(chooseFiles([], 'long', cwd), ['test/chaos/kill.long.test.ts', 'test/kit/two.long.test.ts'])
  t.equal(chooseFiles([], 'all', cwd).length, 7)
})

t.test('up to twelve files of one folder share a process, and a long one has its own', async t => {
  const hub = Array.from({ length: 25 }, (_, number) => `test/hub/${number}.test.ts`)
  const groups = groupFiles([...hub, 'test/kit/a.test.ts', 'test/hub/z.long.test.ts'])
  t.same(groups.map(({ length }) => length), [1, 9, 9, 7, 1])
  t.same(groups.flat().toSorted(), [...hub, 'test/kit/a.test.ts', 'test/hub/z.long.test.ts'].toSorted())
})

t.test('small folders beside each other share a process', t => {
  const folder = (name: string, count: number): string[] =>
    Array.from({ length: count }, (_, number) => `test/${name}/${number}.test.ts`)
  const groups = groupFiles([...folder('a', 3), ...folder('b', 8), ...folder('c', 2), ...folder('d', 13),
    ...folder('e', 1)])
  t.same(groups.map(group => group.map(file => file.split('/')[1]).join('')), ['aaabbbbbbbb', 'cc', 'ddddddd', 'dddddd',
    'e'])
  t.end()
})

t.test('the groups that took longest run first', async t => {
  t.same(slowestFirst([['a'], ['b', 'c'], ['d']], { a: 2, b: 2, c: 3, d: 4 }), [['b', 'c'], ['d'], ['a']])
})
