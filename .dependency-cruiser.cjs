/**
 * The house: dependencies run one way, downward. A layer may import itself and the layers below it. Modules of one
 * layer that stand side by side do not know each other.
 */
const layers = [
  // Where the process is put together: the only place that knows every feature and every adapter.
  ['main.ts', 'cli.ts', 'process/', 'hub.ts', 'features.ts'],
  ['features/'],
  ['cli/'],
  // The suite puts adapters on a bench of the hub's own parts; the running hub knows nothing of it.
  ['testing/'],
  ['http/'],
  ['gateway/'],
  // Reading a configuration means checking it against the adapters' own settings: it knows the kit.
  ['platform/'],
  ['kit/'],
  ['contract/'],
  ['errors.ts']
]

/** What a module may not import although it lies below. */
const closed = {}

/** The process is one thing. */
const open = [layers[0]]

const path = module => `^src/${module.replace('.', '[.]')}${module.endsWith('/') ? '' : '$'}`

const downward = layers.flatMap((layer, index) =>
  layer.map(module => {
    const peers = open.includes(layer) ? [] : layer.filter(other => other !== module)
    const forbidden = [...layers.slice(0, index).flat(), ...peers, ...(closed[module] ?? [])]
    return {
      name: `downward-only: src/${module}`,
      severity: 'error',
      comment: 'Dependencies run downward: see the order of the layers in .dependency-cruiser.cjs.',
      from: { path: path(module) },
      to: { path: forbidden.map(path) }
    }
  })
)

module.exports = {
  forbidden: [
    ...downward.filter(rule => rule.to.path.length > 0),
    {
      name: 'every-module-has-a-layer',
      severity: 'error',
      comment: 'A new folder of src/ is given its place in .dependency-cruiser.cjs.',
      from: {},
      to: { path: '^src/', pathNot: layers.flat().map(path) }
    },
    {
      name: 'features-meet-at-their-index',
      severity: 'error',
      comment: 'A feature imports another one only through its index.ts.',
      from: { path: '^src/features/([^/]+)/' },
      to: { path: '^src/features/[^/]+/', pathNot: ['^src/features/$1/', '^src/features/[^/]+/index[.]ts$'] }
    },
    {
      name: 'features-are-registered',
      severity: 'error',
      comment:
        'src/features.ts is the one table of features; nothing else names one. What a feature is everybody may know.',
      from: { path: '^src/', pathNot: ['^src/features/', '^src/features[.]ts$'] },
      to: { path: '^src/features/[^/]+/' }
    },
    {
      name: 'adapters-know-the-kit-only',
      severity: 'error',
      from: { path: '^adapters/([^/]+)/' },
      to: { path: '^(src|adapters|demo|test|bench|scripts|clients)/',
        pathNot: ['^src/kit/index[.]ts$', '^adapters/$1/'] }
    },
    {
      name: 'the-table-of-adapters-knows-adapters',
      severity: 'error',
      comment: 'Beside them only the type of the table itself.',
      from: { path: '^adapters/index[.]ts$' },
      to: { path: '^(src|demo|test|bench|scripts|clients)/',
        pathNot: ['^src/kit/', '^src/platform/config/adapters[.]ts$'] }
    },
    {
      name: 'adapters-are-handed-in',
      severity: 'error',
      comment: 'Only where the process is put together are adapters known by name.',
      from: { path: '^src/', pathNot: '^src/(main[.]ts|hub[.]ts|cli[.]ts|cli/)' },
      to: { path: '^adapters/' }
    },
    {
      name: 'demo-stands-alone',
      severity: 'error',
      comment: 'The demo is the legacy side: what it shares with the hub would hide a mistake of both.',
      from: { path: '^demo/' },
      to: { path: '^(src|adapters|test|bench|scripts|clients)/' }
    },
    {
      name: 'the-product-stands-alone',
      severity: 'error',
      from: { path: '^(src|adapters)/' },
      to: { path: '^(demo|test|bench|scripts|clients)/' }
    },
    {
      name: 'clients-stand-alone',
      severity: 'error',
      comment:
        'A client is a package of its own: it shares with the hub what is generated of the contract, and no code.',
      from: { path: '^clients/([^/]+)/' },
      to: { path: '^(src|adapters|demo|test|bench|scripts|clients)/', pathNot: '^clients/$1/' }
    },
    {
      name: 'no-circle',
      severity: 'error',
      comment: 'Also of types: what two files name of each other belongs into a third one, below both.',
      from: {},
      to: { circular: true }
    },
    {
      name: 'no-development-package',
      severity: 'error',
      comment: 'The image is installed without development packages.',
      from: { path: '^(src|adapters|demo)/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] }
    },
    {
      name: 'no-undeclared-package',
      severity: 'error',
      from: { path: '^(src|adapters|demo)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] }
    },
    {
      name: 'no-missing-file',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true }
    },
    {
      name: 'no-orphan',
      severity: 'error',
      comment: 'Nothing imports it, and it imports nothing.',
      from: { orphan: true, path: '^(src|adapters|demo)/',
        pathNot: ['[.]d[.]ts$', '/fixtures/', '^demo/follow-parent[.]ts$',
          '^src/features/(portal|command-center)/assets/', '^src/features/[^/]+/panel[.]js$'] },
      to: {}
    }
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/fixtures/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['satu-source', 'import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.json', '.d.ts']
    }
  }
}
