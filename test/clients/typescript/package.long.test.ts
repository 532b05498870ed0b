import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { root } from '../../suites/demo-process.ts'
import { buildClient, manifest, run, source } from './built.ts'

const hub = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { devDependencies: Record<string, string> }

t.test('it is tested with the versions that it asks for', t => {
  for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }))
    t.equal(version, hub.devDependencies[name], name)
  t.end()
})

t.test('what is built are modules with types, and nothing in them is of Node alone', async t => {
  const app = buildClient(t)
  const dist = join(app, '../node_modules/@satu/client/dist')
  const files = readdirSync(dist)
  for (const file of readdirSync(join(source, 'src')))
    for (const kind of ['.js', '.d.ts']) t.ok(files.includes(file.replace(/\.ts$/, kind)), file + kind)
  for (const file of files) {
    // Without what is said in words: a process is spoken of there, too.
    const text = readFileSync(join(dist, file), 'utf8').replace(/\/\*.*?\*\//gs, '')
    t.notMatch(text, /from ['"]node:|\bprocess\.|\bBuffer\b/, file)
    if (file.endsWith('.js')) t.notMatch(text, /from ['"]\.[^'"]*\.ts['"]/, `${file} leads to what was built`)
  }
})

t.test('a program with a wrong field, filter or code does not compile against the built types', async t => {
  const app = buildClient(t)
  const program = (text: string): void => {
    writeFileSync(join(app, 'use.ts'),
      `import { createSatu, SatuProblem } from '@satu/client'\nconst satu = createSatu({ url: ` +
        `'https://hub.example.go.id' })\n${text}\n`)
  }
  writeFileSync(join(app, 'tsconfig.json'), JSON.stringify({
    compilerOptions: { noEmit: true, strict: true, module: 'nodenext', target: 'es2022',
      lib: ['es2023', 'dom', 'dom.iterable', 'dom.asynciterable'], types: [] },
    files: ['use.ts']
  }))
  const tsc = () => run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', app], {})
  const good = [
    'for await (const licence of satu.licences.list({ status: ["expired"], limit: 5 })) licence.permit_type ' +
    'satisfies string',
    'const written = await satu.complaints.create({ description: "x" }); written.record?.status.code satisfies ' +
    'string | undefined',
    'const bill = await satu.taxBills.get("327306000100200030", 2016); bill.payable_idr satisfies number',
    'for await (const event of satu.events.stream({ type: ["complaint.created"] })) event.subject satisfies string',
    'await satu.complaints.close("LAPOR-1", { note: "x" }, { idempotencyKey: "k", signal: AbortSignal.timeout(1) })',
    'const page = await satu.complaints.listUpdates("LAPOR-1").page(); page.next_cursor satisfies string | null',
    'try {} catch (error) { if (error instanceof SatuProblem) { error.code satisfies "invalid_request" | string; ' +
    'error.fields[0]?.field } }'
  ]
  program(good.join('\n'))
  const compiled = await tsc()
  t.equal(compiled.code, 0, compiled.stdout)
  const bad = [
    'satu.licences.list({ status: ["ended"] })',
    'satu.licences.list({ colour: "red" })',
    'await satu.complaints.create({})',
    'await satu.complaints.get()',
    'await satu.taxBills.get("327306000100200030")',
    'for await (const licence of satu.licences.list()) licence.nothing',
    'satu.licenses.list()',
    'try {} catch (error) { if (error instanceof SatuProblem && error.code === "no_such_code") {} }'
  ]
  program(bad.map((line, index) => `/* ${index} */ ${line}`).join('\n'))
  const { code, stdout } = await tsc()
  t.not(code, 0)
  const lines = new Set([...stdout.matchAll(/use\.ts\((\d+),/g)].map(([, line]) => Number(line) - 3))
  t.strictSame([...lines].toSorted((a, b) => a - b), bad.map((_, index) => index), stdout)
})
