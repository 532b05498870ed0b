import { pathToFileURL } from 'node:url'
import t, { type Test } from 'tap'
import { adapters } from '../../adapters/index.ts'
import { satu } from '../../src/cli/satu.ts'
import { loadSections } from '../suites/config.ts'
import { permitsAdapter, sound } from '../testing/permits.ts'
import { type Outcome, run } from './terminal.ts'

const permits = pathToFileURL('test/testing/permits.ts').href

/** A checkout with the product `permits` in it, whose stand-in is that of the suite's own tests. */
async function inCheckout(t: Test, args: string, broken: Parameters<typeof permitsAdapter>[0] = {}): Promise<Outcome> {
  const root = t.testdir({
    test: {
      adapters: {
        permits: {
          'conformance.ts': `import { conformanceOf } from '${permits}'\nexport const conformance = conformanceOf()\n`
        }
      }
    }
  })
  const out: string[] = []
  const err: string[] = []
  const table = { permits: async () => ({ adapter: permitsAdapter(broken) }), broken: async () => {
    throw new Error('Cannot find module left-pad')
  } }
  const code = await satu(args.split(' '), { env: {}, adapters: table, sections: loadSections, root,
    write: line => out.push(line) }, line => err.push(line))
  return { code, out, err }
}

t.test('a good adapter is told line by line, and exits with 0', async t => {
  const { code, out } = await inCheckout(t, 'adapter test permits')
  t.equal(code, 0)
  t.equal(out[0], 'permits: Permits of a small office')
  t.ok(out.includes('  ok     licences: every record fits the contract (47 records)'))
  t.match(out.at(-1), /^permits: \d+ ok, 0 failed, 1 skipped in \d+\.\d s$/)
})

t.test('a bad one is told with what, where, the value and what to do, and exits with 1', async t => {
  const broken = {
    map: (row: Parameters<typeof sound.map>[0], tools: Parameters<typeof sound.map>[1]) => ({ ...sound.map(row, tools),
      record: { ...sound.map(row, tools).record, issued_on: row.terbit } })
  }
  const { code, out } = await inCheckout(t, 'adapter test permits --failures --only fits', broken)
  t.equal(code, 1)
  t.same(out.slice(1, 5), [
    '  FAILED licences: every record fits the contract (47 records)',
    '           licences, row 1, record TEST-503_2F2000_2F2026: issued_on must match format "date"',
    '             value  terbit = "03/02/2026"',
    '             do     Read the field with `tools.read`, which notes what cannot be used, and leave it out with ' +
    '`compact`.'
  ])
})

t.test('values of personal fields are told by their shape alone', async t => {
  const broken = {
    map: (row: Parameters<typeof sound.map>[0], tools: Parameters<typeof sound.map>[1]) => ({ ...sound.map(row, tools),
      record: { ...sound.map(row, tools).record, holder: { name: 'X', phone: `${row.telp} (HP)` } } })
  }
  const { out } = await inCheckout(t, 'adapter test permits --failures --only fits', broken)
  t.match(out[3], 'value  telp = "999999999999" (masked)')
  t.notMatch(out.join('\n'), /0812000/)
})

t.test('one skipped product and one bad one make a bad end', async t => {
  const { code, out } = await run('adapter test --all --only starts', {}, { register: adapters['register']! })
  t.equal(code, 0)
  t.match(out.at(-1), /^register: \d+ ok, 0 failed, 0 skipped/)
})

t.test('one that cannot be tested is told, and the others are tested all the same', async t => {
  const { code, out } = await inCheckout(t, 'adapter test --all --only starts')
  t.equal(code, 1)
  t.match(out, [/^permits: Permits/, /ok {5}the stand-in starts/, /./, /^permits: 2 ok/,
    'broken: cannot be tested: adapters/broken could not be loaded: Cannot find module left-pad',
    '2 products: 2 ok, 0 failed, 0 skipped; 1 could not be tested'])
})

for (const [args, message] of [
  ['adapter test permit', 'satu adapter test: adapters/index.ts has no product "permit"; did you mean "permits"?'],
  ['adapter test broken', 'satu adapter test: adapters/broken could not be loaded: Cannot find module left-pad'],
  ['adapter test --system nowhere', /^config\/bandung\.yaml/]
] as const) {
  t.test(`${args} is refused`, async t => {
    const { code, err } = await inCheckout(t, args)
    t.equal(code, 1)
    t.match(err[0], message)
  })
}

t.test('a product without a stand-in is told where to declare one', async t => {
  const root = t.testdir({})
  const err: string[] = []
  const code = await satu(['adapter', 'test', 'register'], { env: {}, adapters, sections: loadSections, root,
    write: () => {} }, line => err.push(line))
  t.equal(code, 1)
  t.match(err[0],
    'there is no test/adapters/register/conformance.ts: it declares the stand-in; see docs/adapters.md, or name a ' +
      'real system with --system')
})
