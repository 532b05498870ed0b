import { spawnSync } from 'node:child_process'
import { cpSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import type { Test } from 'tap'

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
    ['src', 'adapters', 'demo'].includes(folder)
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
  'src/main.ts': imports('./hub.ts', '../adapters/index.ts'),
  'src/hub.ts': imports('./http/app.ts', './features.ts'),
  'src/features.ts': imports('./features/command-center/index.ts', './features/open311/index.ts'),
  'src/features/command-center/index.ts': imports('./page.ts', '../open311/index.ts'),
  'src/features/command-center/page.ts': imports('../../http/app.ts'),
  'src/features/open311/index.ts': imports('./face.ts'),
  'src/features/open311/face.ts': imports('../../gateway/reads/reads.ts'),
  'src/http/app.ts': imports('./auth.ts', '../gateway/reads/reads.ts', '../gateway/writes/journal.ts', '../errors.ts',
    'undici'),
  'src/http/auth.ts': '',
  'src/gateway/reads/reads.ts': imports('../systems/registry.ts'),
  'src/gateway/writes/journal.ts': imports('../systems/registry.ts', '../../platform/store/redis.ts'),
  'src/gateway/systems/registry.ts': imports('../../platform/privacy/visibility.ts', '../../platform/telemetry/log.ts',
    '../../platform/config/load.ts'),
  'src/platform/privacy/visibility.ts': imports('../../contract/types.ts'),
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

t.test('a house in order breaks no rule', async t => {
  t.strictSame(cruise(t, house), [])
})

const mistakes: Array<[name: string, tree: Tree, broken: string[]]> = [
  [
    'a lower layer does not import a higher one',
    {
      'src/gateway/systems/registry.ts': imports('../../http/auth.ts'),
      'src/platform/store/redis.ts': imports('../../gateway/systems/registry.ts')
    },
    [
      'downward-only: src/gateway/: src/gateway/systems/registry.ts -> src/http/auth.ts',
      'downward-only: src/platform/: src/platform/store/redis.ts -> src/gateway/systems/registry.ts'
    ]
  ],
  [
    'a type counts as an import',
    { 'src/kit/ids.ts': `import type { Log } from '../platform/telemetry/log.ts'\nexport type Other = Log\n`,
      'src/platform/config/load.ts': '' },
    ['downward-only: src/kit/: src/kit/ids.ts -> src/platform/telemetry/log.ts']
  ],
  [
    'nothing below imports a feature',
    { 'src/http/auth.ts': imports('../features/open311/index.ts') },
    [
      'downward-only: src/http/: src/http/auth.ts -> src/features/open311/index.ts',
      'features-are-registered: src/http/auth.ts -> src/features/open311/index.ts'
    ]
  ],
  [
    'a feature imports another one through its index only',
    { 'src/features/command-center/page.ts': imports('../open311/face.ts') },
    ['features-meet-at-their-index: src/features/command-center/page.ts -> src/features/open311/face.ts']
  ],
  [
    'the kit does not import the store',
    { 'src/kit/ids.ts': imports('../platform/store/redis.ts') },
    ['downward-only: src/kit/: src/kit/ids.ts -> src/platform/store/redis.ts']
  ],
  [
    'a new folder needs a place',
    { 'src/http/auth.ts': imports('../helpers/all.ts'), 'src/helpers/all.ts': '' },
    ['every-module-has-a-layer: src/http/auth.ts -> src/helpers/all.ts']
  ],
  [
    "an adapter imports the kit's index and itself only",
    {
      'adapters/one/map.ts': imports('../../src/contract/types.ts', '../../src/kit/ids.ts', '../two/map.ts',
        '../../demo/city.ts'),
      'adapters/two/map.ts': ''
    },
    [
      'adapters-know-the-kit-only: adapters/one/map.ts -> adapters/two/map.ts',
      'adapters-know-the-kit-only: adapters/one/map.ts -> demo/city.ts',
      'adapters-know-the-kit-only: adapters/one/map.ts -> src/contract/types.ts',
      'adapters-know-the-kit-only: adapters/one/map.ts -> src/kit/ids.ts',
      'the-product-stands-alone: adapters/one/map.ts -> demo/city.ts'
    ]
  ],
  [
    'adapters are handed in from the top',
    { 'src/http/auth.ts': imports('../../adapters/one/map.ts') },
    ['adapters-are-handed-in: src/http/auth.ts -> adapters/one/map.ts']
  ],
  [
    'the demo and the product do not know each other',
    { 'demo/city.ts': imports('../src/kit/ids.ts'), 'src/http/auth.ts': imports('../../demo/data.ts'),
      'demo/data.ts': '' },
    [
      'demo-stands-alone: demo/city.ts -> src/kit/ids.ts',
      'the-product-stands-alone: src/http/auth.ts -> demo/data.ts'
    ]
  ],
  [
    'a circle is refused',
    {
      'src/kit/ids.ts': `import { b } from './other.ts'\nexport const a = b\n`,
      'src/kit/other.ts': `import { a } from './ids.ts'\nexport const b = a\n`
    },
    ['no-circle: src/kit/ids.ts -> src/kit/other.ts']
  ],
  [
    'a circle of types is refused, too',
    {
      'src/kit/ids.ts': `import { b } from './other.ts'\nexport type A = string\nexport const a = b\n`,
      'src/kit/other.ts': `import type { A } from './ids.ts'\nexport const b: A = ''\n`
    },
    ['no-circle: src/kit/ids.ts -> src/kit/other.ts']
  ],
  [
    'packages for development are not used',
    { 'adapters/one/map.ts': imports('typescript') },
    ['no-development-package: adapters/one/map.ts -> node_modules/typescript/lib/typescript.js']
  ],
  [
    'a package that is not declared is not used',
    { 'src/kit/ids.ts': imports('pino') },
    ['no-undeclared-package: src/kit/ids.ts -> node_modules/pino/pino.js']
  ],
  [
    'a file that is not there is told',
    { 'src/kit/ids.ts': imports('./nowhere.ts') },
    ['no-missing-file: src/kit/ids.ts -> ./nowhere.ts']
  ],
  ['a file that nobody needs is told', { 'src/kit/old.ts': '' }, ['no-orphan: src/kit/old.ts -> src/kit/old.ts']]
]

for (const [name, tree, broken] of mistakes) {
  t.test(name, async t => {
    t.strictSame(cruise(t, { ...house, ...tree }), broken)
  })
}
