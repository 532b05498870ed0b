import { renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { followFiles } from '../../../src/platform/config/follow.ts'
import { until } from '../../services/wait.ts'

const LOOK_MS = 10

function begin(t: Test, files: string[]): { told(): number; follow(files: readonly string[]): void } {
  let times = 0
  const following = followFiles(files, LOOK_MS)
  t.teardown(() => {
    following.stop()
  })
  following.start(() => {
    times++
  })
  return { told: () => times, follow: following.follow }
}

t.test('a file that is written anew, goes and comes back is told each time', async t => {
  const dir = t.testdir({ key: 'one' })
  const file = join(dir, 'key')
  const { told } = begin(t, [file])
  writeFileSync(file, 'other')
  await until(() => told() === 1, { what: 'it was told' })
  rmSync(file)
  await until(() => told() === 2, { what: 'that it is gone was told' })
  writeFileSync(file, 'one')
  await until(() => told() === 3, { what: 'that it is back was told' })
})

t.test('links that are turned to another folder are told, as Kubernetes turns them', async t => {
  const dir = t.testdir({ old: { key: 'one' }, new: { key: 'two' } })
  symlinkSync('old', join(dir, 'data'))
  symlinkSync('data/key', join(dir, 'key'))
  const { told } = begin(t, [join(dir, 'key')])
  symlinkSync('new', join(dir, 'data.new'))
  renameSync(join(dir, 'data.new'), join(dir, 'data'))
  await until(() => told() === 1, { what: 'it was told' })
})

t.test('what has changed since the files were named is told, once the telling begins', async t => {
  const file = join(t.testdir({ key: 'one' }), 'key')
  const following = followFiles([file], LOOK_MS)
  t.teardown(() => {
    following.stop()
  })
  writeFileSync(file, 'other')
  let times = 0
  following.start(() => {
    times++
  })
  await until(() => times === 1, { what: 'it was told' })
})

t.test('other files take the place of those before', async t => {
  const dir = t.testdir({ one: '1', two: '2' })
  const { told, follow } = begin(t, [join(dir, 'one')])
  follow([join(dir, 'two'), join(dir, 'three')])
  writeFileSync(join(dir, 'one'), 'not looked at any more')
  writeFileSync(join(dir, 'three'), 'new')
  await until(() => told() === 1, { what: 'the new one was told' })
  writeFileSync(join(dir, 'two'), 'other')
  await until(() => told() === 2, { what: 'the second was told' })
})
