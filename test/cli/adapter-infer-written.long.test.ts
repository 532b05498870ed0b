import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import t, { type Test } from 'tap'
import { recordSchemas, type ResourceName, resourceNames } from '../../src/contract/resources.ts'
import type { Mapped, MapTools } from '../../src/kit/adapter.ts'
import { contractErrors, toolsOf } from '../adapters/mapping.ts'
import { proposalOf, samplePath, strangers } from './adapter-infer-bench.ts'
import { shippedSamples } from './adapter-infer-shipped.ts'

type Written = (row: unknown, tools: MapTools, surroundings: object) => Mapped<ResourceName>

/** A checkout of its own, with nothing but adapters in it. */
function checkout(t: Test): { root: string; put(product: string, files: ReadonlyMap<string, string>): string } {
  // Not in the folder of tap's own: what git passes over, lint does, too.
  const root = mkdtempSync(join(tmpdir(), 'satu-test-'))
  t.teardown(() => rmSync(root, { recursive: true, force: true }))
  for (const name of ['src', 'node_modules', 'package.json', '.oxlintrc.json'])
    symlinkSync(resolve(name), join(root, name))
  writeFileSync(join(root, 'tsconfig.json'),
    JSON.stringify({ extends: resolve('tsconfig.json'),
      include: ['adapters', resolve('src/kit/connectors/sql/oracledb.d.ts')] }))
  return {
    root,
    put(product, files) {
      const folder = join(root, 'adapters', product)
      mkdirSync(folder, { recursive: true })
      for (const [name, text] of files) writeFileSync(join(folder, name), text)
      return folder
    }
  }
}

function run(root: string, script: string, ...args: string[]): { code: number | null; said: string } {
  // tap hooks itself into each Node that it sees being started.
  const { status, stdout, stderr } = spawnSync('env', ['-u', 'NODE_OPTIONS', process.execPath, resolve(script),
    ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, PATH: `${resolve('node_modules/.bin')}:${process.env['PATH']}` }
  })
  return { code: status, said: `${stdout}${stderr}` }
}

t.test('whatever the sample and the resource, what is written type-checks and has no lint', async t => {
  const { root, put } = checkout(t)
  const folder = join(root, 'samples')
  mkdirSync(folder)
  const samples = [...(await shippedSamples(folder)).map(({ path }) => path),
    ...strangers.map(({ file }) => samplePath(file))]
  let written = 0
  for (const [index, path] of samples.entries()) {
    for (const resource of resourceNames) {
      put(`s${index}-${resource}`, (await proposalOf(path, { resource })).files)
      written++
    }
  }
  t.ok(written > 250)
  const types = run(root, 'node_modules/@typescript/native/bin/tsc', '-p', '.')
  t.equal(types.said, '')
  t.equal(types.code, 0)
  const lint = run(root, 'node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings', 'adapters')
  t.match(lint.said, 'Found 0 warnings and 0 errors')
  t.equal(lint.code, 0)
})

/** What the sample does not tell, and its author would add. */
const added: Readonly<Record<string, (map: string) => string>> = {
  'penduduk.xml': map =>
    map.replace(/updatedAt: needed<string>\(undefined, .*\)/, "updatedAt: '2026-11-20T00:00:00+07:00'"),
  'tagihan.csv': map =>
    map.replace(/updatedAt: needed<string>\(undefined, .*\)/, "updatedAt: '2026-11-20T00:00:00+07:00'")
}

for (const { file, resource } of strangers) {
  t.test(`the mapping that is written for ${file} makes records that fit the contract`, async t => {
    const { put } = checkout(t)
    const { files, sample } = await proposalOf(samplePath(file))
    const folder = put('stranger',
      new Map([...files].map(([name, text]) => [name, name === 'map.ts' ? (added[file]?.(text) ?? text) : text])))
    const { [`map${recordSchemas[resource]}`]: map } =
      (await import(pathToFileURL(join(folder, 'map.ts')).href)) as Record<string, Written>
    const codes = files.has('codes.ts')
      ? ((await import(pathToFileURL(join(folder, 'codes.ts')).href)) as { codes: object }).codes
      : {}
    t.ok(map)
    for (const row of sample.rows) {
      const tools = toolsOf('TEST')
      const mapped = map!(row, tools, { codes, agencyId: 'SKPD-DPU' })
      t.same(contractErrors(resource, mapped, tools), [])
    }
  })
}
