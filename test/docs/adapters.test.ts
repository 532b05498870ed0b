import { existsSync, readdirSync, readFileSync } from 'node:fs'
import t from 'tap'
import { parse } from 'yaml'
import { adapters } from '../../adapters/index.ts'
import { connectorNames } from '../../src/cli/adapter/kinds.ts'
import { satu } from '../../src/cli/satu.ts'
import { loadAdapters } from '../../src/platform/config/adapters.ts'
import { readDocument } from '../../src/platform/config/document.ts'
import { formatProblem } from '../../src/platform/config/problems.ts'
import { checkSystems } from '../../src/platform/config/systems.ts'
import { commands } from '../../src/process/commands.ts'
import { loadSections } from '../suites/config.ts'

const loaded = await loadAdapters(adapters)
const guide = readFileSync('docs/adapters.md', 'utf8')
const pages = readdirSync('docs/connectors').filter(name => name.endsWith('.md'))
const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'templates/adapter/README.md',
  ...readdirSync('docs', { recursive: true }).map(String).filter(name => name.endsWith('.md')).map(name =>
    `docs/${name}`
  ),
  ...Object.keys(adapters).map(product => `adapters/${product}/README.md`)
]

t.test('the code in the guide is that of the adapters that ship', async t => {
  const blocks = [...guide.matchAll(/<!-- code of (\S+) -->\n```ts\n([^]*?)```/g)]
  t.ok(blocks.length > 12)
  for (const [, file = '', block = ''] of blocks) {
    const lines = readFileSync(file, 'utf8').split('\n').map(line => line.trim())
    let at = -1
    for (const line of block.split('\n').map(line => line.trim()).filter(line => line !== '' && line !== '...')) {
      at = lines.indexOf(line, at + 1)
      if (at < 0) t.fail(`${file} has no line "${line}", or has it earlier`)
      if (at < 0) break
    }
    t.ok(at >= 0, file)
  }
  t.equal([...guide.matchAll(/```ts/g)].length, blocks.length, 'every piece of code says where it is from')
})

t.test('every connector has a page, and the guide leads to it', async t => {
  for (const page of pages) t.match(guide, `connectors/${page}`)
  for (const connector of connectorNames) t.ok(pages.includes(`${connector}.md`), `docs/connectors/${connector}.md`)
})

t.test('every page of a connector names what is wrong and what is not done', async t => {
  for (const page of pages) {
    const text = readFileSync(`docs/connectors/${page}`, 'utf8')
    t.ok(/^(?:## Limits|Limits: |## Tested against)/m.test(text), `${page} says its limits`)
    t.ok(/fault|`denied`/i.test(text), `${page} says its faults`)
  }
})

for (const [product, adapter] of loaded) {
  t.test(`the README of ${product} fits its code`, async t => {
    if (adapter instanceof Error) throw adapter
    const text = readFileSync(`adapters/${product}/README.md`, 'utf8')
    for (const resource of Object.keys(adapter.resources))
      t.ok(new RegExp(`\\b${resource}\\b`).test(text), `tells that it serves ${resource}`)
    for (const filter of Object.values(adapter.resources).flatMap(({ filters = [] }) => filters))
      t.ok(text.includes(filter), `tells that ${filter} is handed down`)
    for (const setting of Object.keys((adapter.settings as { properties?: object }).properties ?? {}))
      t.ok(new RegExp(`\\b${setting}\\b`).test(text), `tells of the setting ${setting}`)

    const entries = [...text.matchAll(/```yaml\n(systems:\n[^]*?)```/g)].map(([, block = '']) => block)
    t.ok(entries.length > 0, 'has a config entry')
    for (const entry of entries) {
      // What comes from the environment is taken as given.
      const document = readDocument(entry, `adapters/${product}/README.md`, undefined)
      const { problems } = checkSystems(document, `adapters/${product}/README.md`, loaded)
      t.same([...document.problems, ...problems].map(formatProblem), [])
      const named = Object.values((parse(entry) as { systems: Record<string, { adapter: string }> }).systems).map(
        system => system.adapter
      )
      t.ok(named.includes(product), 'of this product')
    }
    for (const [, link = ''] of text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)) {
      if (!/^[a-z]+:/.test(link))
        t.ok(existsSync(new URL(link, `file://${process.cwd()}/adapters/${product}/README.md`)), link)
    }
  })
}

t.test('every command that the documents name exists, with its options', async t => {
  for (const document of documents) {
    for (const [, line = ''] of readFileSync(document, 'utf8').matchAll(/npm run (?:--silent )?satu -- ([^\n`#)]+)/g)) {
      const words = line.trim().split(/\s+/)
      const help: string[] = []
      const code = await satu(['help', ...words.filter(word => !word.startsWith('--'))], { env: {}, adapters,
        sections: loadSections, commands: () => Promise.resolve(commands), write: said => help.push(said) }, said =>
        help.push(said))
      t.equal(code, 0, `${document}: satu ${line.trim()}`)
      for (const option of words.filter(word => word.startsWith('--')))
        t.match(help.join('\n'), option.replace(/=.*/, ''), `${document}: satu ${line.trim()}`)
    }
  }
})
