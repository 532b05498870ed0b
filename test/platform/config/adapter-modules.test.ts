import { rmSync, utimesSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import t from 'tap'
import { createAdapterModules } from '../../../src/platform/config/adapter-modules.ts'

const index = (product: string): string =>
  `import { title } from './map.ts'\nexport const adapter = { product: '${product}', title }\n`
const table = (...products: string[]): string =>
  `export const adapters = { ${
    products.map(product => `${product}: () => import('./${product}/index.ts')`).join(', ')
  } }\n`

t.test('what was edited is loaded anew, and nothing else', async t => {
  const folder = t.testdir({
    'index.ts': table('one', 'two'),
    'one': { 'index.ts': index('one'), 'map.ts': "export const title = 'first'\n" },
    'two': { 'index.ts': index('two'), 'map.ts': "export const title = 'first'\n" }
  })
  let edits = 0
  const edit = (file: string, text: string): void => {
    writeFileSync(`${folder}/${file}`, text)
    // A time of its own, however fast this goes.
    const at = new Date(1_900_000_000_000 + ++edits * 1_000)
    utimesSync(`${folder}/${file}`, at, at)
  }
  const modules = createAdapterModules(pathToFileURL(folder))
  const first = await modules.load()
  t.match(first.get('one'), { title: 'first' })
  const again = await modules.load()
  t.equal(again.get('one'), first.get('one'), 'what did not change is the very same')

  edit('one/map.ts', "export const title: string = 'second'\n")
  const second = await modules.load()
  t.match(second.get('one'), { title: 'second' })
  t.equal(second.get('two'), first.get('two'))

  edit('one/map.ts', 'export const title = \n')
  const third = await modules.load()
  t.match(third.get('one'), SyntaxError, 'what cannot be loaded is its error')
  t.equal(third.get('two'), first.get('two'), 'and hurts no other')

  edit('one/map.ts', "export const title = 'third'\n")
  t.match((await modules.load()).get('one'), { title: 'third' })

  edit('index.ts', 'export const adapters = {')
  await t.rejects(modules.load(), SyntaxError)

  edit('index.ts', table('two'))
  rmSync(`${folder}/one`, { recursive: true })
  t.same([...(await modules.load()).keys()], ['two'])
})
