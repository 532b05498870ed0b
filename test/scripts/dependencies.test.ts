import { spawnSync } from 'node:child_process'
import { cpSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'

const root = fileURLToPath(new URL('../..', import.meta.url))
const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')

type Tree = Record<string, string>

interface Violation {
  from: string
  to: string
  rule: { name: string }
}

/** Cruises a small house and returns the broken rules as `rule: from -> to`. */
function cruise(t: Test, tree: Tree): string[] {
  const directory = t.testdir(nest({ ...tree, 'package.json': manifest }))
  cpSync(join(root, 'tsconfig.json'), join(directory, 'tsconfig.json'))
  symlinkSync(join(root, 'node_modules'), join(directory, 'node_modules'))
  const folders = [...new Set(Object.keys(tree).map(path => path.split('/')[0]!))].filter(folder =>
    ['src', 'adapters', 'demo', 'clients'].includes(folder)
  )
  const config = join(root, '.dependency-cruiser.cjs')
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [cruiser, '--config', config, '--output-type', 'json', ...folders],
    { cwd: directory, encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } }
  )
  t.equal(stderr, '')
  const { summary } = JSON.parse(stdout) as { summary: { violations: Violation[]; totalCruised: number } }
  t.ok(summary.totalCruised >= Object.keys(tree).length)
  return summary.violations
    .map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to.replace(/^.*node_modules/, 'node_modules')}`)
    .toSorted()
}

const manifest = JSON.stringify({
  type: 'module',
  dependencies: { undici: '*' },
  devDependencies: { typescript: '*' }
})

/** `{ 'a/b.ts': text }` as the nested object that testdir takes. */
function nest(tree: Tree): Record<string, never> {
  const nested: Record<string, unknown> = {}
  for (const [path, text] of Object.entries(tree)) {
    const parts = path.split('/')
    const file = parts.pop()!
    let folder = nested
    for (const part of parts) folder = (folder[part] ??= {}) as Record<string, unknown>
    folder[file] = text
  }
  return nested as Record<string, never>
}

const imports = (...paths: string[]): string => `${paths.map(path => `import '${path}'`).join('\n')}\n`

const house: Tree = {
  'src/main.ts': imports('./process/workers.ts', './hub.ts', '../adapters/index.ts'),
  'src/cli.ts': imports('./cli/satu.ts', './process/commands.ts', '../adapters/index.ts'),
  'src/process/workers.ts': '',
  'src/process/commands.ts': imports('../features.ts', '../features/feature.ts', '../cli/satu.ts', '../main.ts'),
  'src/hub.ts': imports('./features.ts', './features/feature.ts', './http/app.ts', './gateway/reads/reads.ts',
    './platform/store/redis.ts'),
  'src/features.ts': imports('./features/search/index.ts', './features/mirror/index.ts'),
  'src/features/feature.ts': imports('../cli/command.ts', '../http/app.ts'),
  'src/features/search/index.ts': imports('../feature.ts', '../mirror/index.ts', './search.ts'),
  'src/features/search/search.ts': imports('../mirror/index.ts', './tables.ts', '../../http/app.ts'),
  'src/features/search/tables.ts': imports('../../platform/store/redis.ts'),
  'src/features/mirror/index.ts': imports('../feature.ts', './mirror.ts'),
  'src/features/mirror/mirror.ts': imports('../../gateway/reads/reads.ts'),
  'src/cli/satu.ts': imports('./command.ts', '../testing/run.ts', '../http/app.ts', '../gateway/writes/journal.ts'),
  'src/cli/command.ts': imports('../platform/config/adapters.ts'),
  'src/testing/run.ts': imports('../gateway/reads/reads.ts', '../kit/index.ts'),
  'src/http/app.ts': imports('./auth.ts', '../gateway/reads/reads.ts', '../errors.ts', 'undici'),
  'src/http/auth.ts': imports('../platform/telemetry/log.ts'),
  'src/gateway/reads/reads.ts': imports('../systems/registry.ts'),
  'src/gateway/writes/journal.ts': imports('../systems/registry.ts', '../../platform/store/redis.ts'),
  'src/gateway/systems/registry.ts': imports('../../platform/telemetry/log.ts', '../../kit/index.ts'),
  'src/platform/telemetry/log.ts': imports('../config/load.ts'),
  'src/platform/config/load.ts': imports('../../kit/index.ts'),
  'src/platform/config/adapters.ts': imports('../../kit/index.ts'),
  'src/platform/store/redis.ts': imports('../../errors.ts'),
  'src/kit/index.ts': imports('../contract/types.ts', './ids.ts'),
  'src/kit/ids.ts': '',
  'src/contract/types.ts': imports('../errors.ts'),
  'src/errors.ts': '',
  'adapters/index.ts': imports('./one/index.ts', '../src/platform/config/adapters.ts'),
  'adapters/one/index.ts': imports('./map.ts', '../../src/kit/index.ts'),
  'adapters/one/map.ts': '',
  'demo/main.ts': imports('./city.ts'),
  'demo/city.ts': ''
}

interface Mistake {
  name: string
  /** Files beside those of the house: no two mistakes have the same. */
  tree: Tree
  broken: string[]
}

const mistakes: Mistake[] = [
  {
    name: 'the contract does not import the kit',
    tree: { 'src/contract/m1.ts': imports('../kit/ids.ts') },
    broken: ['downward-only: src/contract/: src/contract/m1.ts -> src/kit/ids.ts']
  },
  {
    name: 'the kit does not import the platform',
    tree: { 'src/kit/m2.ts': imports('../platform/store/redis.ts') },
    broken: ['downward-only: src/kit/: src/kit/m2.ts -> src/platform/store/redis.ts']
  },
  {
    name: 'a type counts as an import',
    tree: { 'src/kit/m3.ts': `import type { Log } from '../platform/telemetry/log.ts'\nexport type Other = Log\n` },
    broken: ['downward-only: src/kit/: src/kit/m3.ts -> src/platform/telemetry/log.ts']
  },
  {
    name: 'the platform does not import the gateway',
    tree: { 'src/platform/store/m4.ts': imports('../../gateway/systems/registry.ts') },
    broken: ['downward-only: src/platform/: src/platform/store/m4.ts -> src/gateway/systems/registry.ts']
  },
  {
    name: 'the gateway does not import HTTP',
    tree: { 'src/gateway/reads/m5.ts': imports('../../http/auth.ts') },
    broken: ['downward-only: src/gateway/: src/gateway/reads/m5.ts -> src/http/auth.ts']
  },
  {
    name: 'HTTP imports neither the suite for adapters nor the commands',
    tree: { 'src/http/m6.ts': imports('../testing/run.ts', '../cli/command.ts') },
    broken: ['downward-only: src/http/: src/http/m6.ts -> src/cli/command.ts',
      'downward-only: src/http/: src/http/m6.ts -> src/testing/run.ts']
  },
  {
    name: 'the commands do not import the process',
    tree: { 'src/cli/m7.ts': imports('../process/workers.ts', '../main.ts') },
    broken: ['downward-only: src/cli/: src/cli/m7.ts -> src/main.ts',
      'downward-only: src/cli/: src/cli/m7.ts -> src/process/workers.ts']
  },
  {
    name: 'neither HTTP, gateway, platform nor commands import a feature, not even its index',
    tree: {
      'src/http/m8.ts': imports('../features/search/index.ts'),
      'src/gateway/events/m8.ts': imports('../../features/mirror/mirror.ts'),
      'src/platform/store/m8.ts': imports('../../features/search/tables.ts'),
      'src/cli/m8.ts': imports('../features/search/search.ts')
    },
    broken: [
      'downward-only: src/cli/: src/cli/m8.ts -> src/features/search/search.ts',
      'downward-only: src/gateway/: src/gateway/events/m8.ts -> src/features/mirror/mirror.ts',
      'downward-only: src/http/: src/http/m8.ts -> src/features/search/index.ts',
      'downward-only: src/platform/: src/platform/store/m8.ts -> src/features/search/tables.ts',
      'features-are-registered: src/cli/m8.ts -> src/features/search/search.ts',
      'features-are-registered: src/gateway/events/m8.ts -> src/features/mirror/mirror.ts',
      'features-are-registered: src/http/m8.ts -> src/features/search/index.ts',
      'features-are-registered: src/platform/store/m8.ts -> src/features/search/tables.ts'
    ]
  },
  {
    name: 'what puts the process together takes features from their table',
    tree: { 'src/process/m9.ts': imports('../features/search/index.ts') },
    broken: ['features-are-registered: src/process/m9.ts -> src/features/search/index.ts']
  },
  {
    name: 'a feature imports another one through its index alone',
    tree: { 'src/features/search/m10.ts': imports('../mirror/mirror.ts') },
    broken: ['features-meet-at-their-index: src/features/search/m10.ts -> src/features/mirror/mirror.ts']
  },
  {
    name: 'a feature does not import what puts the process together',
    tree: { 'src/features/search/m11.ts': imports('../../features.ts') },
    broken: ['downward-only: src/features/: src/features/search/m11.ts -> src/features.ts']
  },
  {
    name: 'a new folder needs a place',
    tree: { 'src/http/m12.ts': imports('../helpers/all.ts'), 'src/helpers/all.ts': '' },
    broken: ['every-module-has-a-layer: src/http/m12.ts -> src/helpers/all.ts']
  },
  {
    name: "an adapter imports the kit's index and itself only",
    tree: {
      'adapters/one/m13.ts': imports('../../src/contract/types.ts', '../../src/kit/ids.ts', '../two/map.ts',
        '../../demo/city.ts'),
      'adapters/two/map.ts': ''
    },
    broken: [
      'adapters-know-the-kit-only: adapters/one/m13.ts -> adapters/two/map.ts',
      'adapters-know-the-kit-only: adapters/one/m13.ts -> demo/city.ts',
      'adapters-know-the-kit-only: adapters/one/m13.ts -> src/contract/types.ts',
      'adapters-know-the-kit-only: adapters/one/m13.ts -> src/kit/ids.ts',
      'the-product-stands-alone: adapters/one/m13.ts -> demo/city.ts'
    ]
  },
  {
    name: 'adapters are handed in from the top',
    tree: { 'src/http/m14.ts': imports('../../adapters/one/map.ts') },
    broken: ['adapters-are-handed-in: src/http/m14.ts -> adapters/one/map.ts']
  },
  {
    name: 'the demo and the product do not know each other',
    tree: { 'demo/m15.ts': imports('../src/kit/ids.ts'), 'src/http/m15.ts': imports('../../demo/city.ts') },
    broken: ['demo-stands-alone: demo/m15.ts -> src/kit/ids.ts',
      'the-product-stands-alone: src/http/m15.ts -> demo/city.ts']
  },
  {
    name: 'a client stands alone',
    tree: { 'clients/typescript/m16.ts': imports('../../src/contract/types.ts') },
    broken: ['clients-stand-alone: clients/typescript/m16.ts -> src/contract/types.ts']
  },
  {
    name: 'a circle is refused',
    tree: {
      'src/kit/m17.ts': `import { b } from './m17-other.ts'\nexport const a = b\n`,
      'src/kit/m17-other.ts': `import { a } from './m17.ts'\nexport const b = a\n`
    },
    broken: ['no-circle: src/kit/m17-other.ts -> src/kit/m17.ts']
  },
  {
    name: 'a circle of types is one, too',
    tree: {
      'src/kit/m18.ts': `import { b } from './m18-other.ts'\nexport type A = string\nexport const a = b\n`,
      'src/kit/m18-other.ts': `import type { A } from './m18.ts'\nexport const b: A = ''\n`
    },
    broken: ['no-circle: src/kit/m18-other.ts -> src/kit/m18.ts']
  },
  {
    name: 'features that import each other are a circle',
    tree: {
      'src/features/one/index.ts': imports('../two/index.ts'),
      'src/features/two/index.ts': imports('../one/index.ts')
    },
    broken: ['no-circle: src/features/one/index.ts -> src/features/two/index.ts']
  },
  {
    name: 'packages for development are not used',
    tree: { 'adapters/one/m20.ts': imports('typescript') },
    broken: ['no-development-package: adapters/one/m20.ts -> node_modules/typescript/lib/typescript.js']
  },
  {
    name: 'a package that is not declared is not used',
    tree: { 'src/kit/m21.ts': imports('pino') },
    broken: ['no-undeclared-package: src/kit/m21.ts -> node_modules/pino/pino.js']
  },
  {
    name: 'a file that is not there is told',
    tree: { 'src/kit/m22.ts': imports('./nowhere.ts') },
    broken: ['no-missing-file: src/kit/m22.ts -> ./nowhere.ts']
  },
  {
    name: 'a file that nobody needs is told',
    tree: { 'src/kit/m23.ts': '' },
    broken: ['no-orphan: src/kit/m23.ts -> src/kit/m23.ts']
  }
]

// All are planted in one house: to cruise one takes as long as to run many tests.
t.test('a house with mistakes', async t => {
  const told = cruise(t, Object.assign({}, house, ...mistakes.map(({ tree }) => tree)) as Tree)
  for (const { name, tree, broken } of mistakes) {
    await t.test(name, async t => {
      t.strictSame(told.filter(line => Object.keys(tree).some(file => line.includes(`: ${file} -> `))), broken)
    })
  }
  t.equal(told.length, mistakes.flatMap(({ broken }) => broken).length, 'and nothing else is told')
})
