import { readdirSync, readFileSync } from 'node:fs'
import t from 'tap'
import { parse } from 'yaml'
import { errorKinds } from '../../src/errors.ts'

const readme = readFileSync('README.md', 'utf8')
const documents = ['README.md', 'CONTRIBUTING.md',
  ...readdirSync('docs', { recursive: true }).map(String).filter(name => name.endsWith('.md')).map(name =>
    `docs/${name}`
  )]

t.test('the table of errors is that of the code', t => {
  const rows = [...readme.matchAll(/^\| `(\w+)` \| (\d{3}) \| (\w+) \| (.+) \|$/gm)].map((
    [, code, status, atFault, title]
  ) => [code, { status: Number(status), atFault, title }])
  const kinds = Object.entries(errorKinds).map((
    [code, { status, atFault, title }]
  ) => [code, { status, atFault, title }])
  t.same(rows, kinds)
  t.end()
})

t.test('every system of the city that ships stands in the table of systems', t => {
  const { systems } = parse(readFileSync('config/bandung.yaml', 'utf8')) as {
    systems: Record<string, { adapter: string }>
  }
  for (const [id, { adapter }] of Object.entries(systems))
    t.match(readme, new RegExp(`\\| (?:\`[a-z-]+\`, )*\`${id}\`(?:, \`[a-z-]+\`)* \\| \\[?${adapter}\\b`),
      `${id}, of the product ${adapter}`)
  t.end()
})

t.test('every npm script that the documents name exists', t => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
  for (const document of documents) {
    for (const [, script = ''] of readFileSync(document, 'utf8').matchAll(/npm run (?:--silent )?([a-z][a-z:-]*)/g)) {
      t.ok(scripts[script], `${document}: npm run ${script}`)
    }
  }
  t.end()
})

t.test('every link within the repository leads somewhere', t => {
  for (const document of documents) {
    const base = new URL(document, `file://${process.cwd()}/`)
    for (const [, target = ''] of readFileSync(document, 'utf8').matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)) {
      if (/^[a-z]+:/.test(target)) continue
      t.doesNotThrow(() => readdirOrFile(new URL(target, base)), `${document}: ${target}`)
    }
  }
  t.end()
})

function readdirOrFile(url: URL): void {
  try {
    readFileSync(url)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EISDIR') throw error
  }
}
