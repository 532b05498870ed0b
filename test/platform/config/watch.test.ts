import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import t from 'tap'
import { watchFiles } from '../../../src/platform/config/watch.ts'
import { until } from '../../services/wait.ts'

t.test('each change is told, however a file is written', async t => {
  const dir = t.testdir({ 'city.yaml': 'a', 'adapters': { one: { 'map.ts': '1', 'README.md': '' } } })
  let changes = 0
  const watching = watchFiles({ file: `${dir}/city.yaml`, folder: `${dir}/adapters` }, () => {
    changes++
  })
  t.teardown(() => {
    watching.stop()
  })
  const map = `${dir}/adapters/one/map.ts`
  const replaced = (file: string, text: string): void => {
    writeFileSync(`${dir}/new`, text)
    renameSync(`${dir}/new`, file)
  }
  const steps: [string, () => void][] = [
    ['written in place', () => {
      writeFileSync(map, '2')
    }],
    ['replaced', () => {
      replaced(map, '3')
    }],
    ['replaced again', () => {
      replaced(map, '4')
    }],
    ['written after that', () => {
      writeFileSync(map, '5')
    }],
    ['the config replaced', () => {
      replaced(`${dir}/city.yaml`, 'b')
    }],
    ['and again', () => {
      replaced(`${dir}/city.yaml`, 'c')
    }],
    ['a folder that comes', () => {
      mkdirSync(`${dir}/adapters/two`)
    }],
    ['a file in it', () => {
      writeFileSync(`${dir}/adapters/two/index.ts`, '1')
    }],
    ['replaced there too', () => {
      replaced(`${dir}/adapters/two/index.ts`, '2')
    }],
    ['a folder that goes', () => {
      rmSync(`${dir}/adapters/two`, { recursive: true })
    }]
  ]
  for (const [name, step] of steps) {
    const before = changes
    step()
    await until(() => changes > before, { what: name })
    t.pass(name)
  }
  const before = changes
  writeFileSync(`${dir}/adapters/one/README.md`, 'words')
  writeFileSync(map, '6')
  await until(() => changes > before)
  t.equal(changes, before + 1, 'what happens together is told once')
})

t.test('a folder that is not there is no fault', t => {
  const dir = t.testdir({ 'city.yaml': 'a' })
  watchFiles({ file: `${dir}/city.yaml`, folder: `${dir}/none` }, () => {}).stop()
  t.end()
})
