import { dirname } from 'node:path'
import { type Command, CommandError, type Options, textOption, UsageError } from '../command.ts'
import { checkProduct, writeAdapter } from './folder.ts'
import { checkConnector, checkPair, checkResource, checkWrite, connectorNames } from './kinds.ts'
import { type Blank, fillTemplates } from './templates.ts'

export const newAdapter: Command = {
  summary: 'write the folder of a new product, with tests that pass, and put it into the table',
  operands: '<product>',
  usage: [
    ['--connector <name>', `how the system is reached: ${connectorNames.join(', ')}`],
    ['--resource <name>', 'what it serves, by its name in the contract: licences, complaints, ...'],
    ['--write', 'it takes new ones too: for complaints, applications, requests and incidents over http, soap or html']
  ],
  options: { connector: { type: 'string' }, resource: { type: 'string' }, write: { type: 'boolean' } },
  async run(options, { root = '.', write }, operands) {
    const blank = blankOf(options, operands)
    checkProduct(blank.product, root)
    const files = fillTemplates(blank)
    await writeAdapter({ product: blank.product, files }, root)
    for (const line of report(blank, files)) write(line)
    return 0
  }
}

function blankOf(options: Options, [product, ...more]: readonly string[]): Blank {
  if (product === undefined)
    throw new UsageError(
      'which product? Name it as its folder shall be called: `satu adapter new e-permit --connector http ' +
        '--resource licences`'
    )
  if (more.length > 0) throw new UsageError('one product at a time')
  if (['files', ...connectorNames].includes(product))
    throw new CommandError(`"${product}" is the name of a connector: call the product by its own`)
  const connector = textOption(options, 'connector')
  const resource = textOption(options, 'resource')
  if (connector === undefined)
    throw new UsageError(`how is it reached? --connector is one of ${connectorNames.join(', ')}`)
  if (resource === undefined)
    throw new UsageError('what does it serve? --resource is its name in the contract, such as licences')
  const blank = { product, connector: checkConnector(connector), resource: checkResource(resource),
    write: options['write'] === true }
  checkPair(blank.connector, blank.resource)
  if (blank.write) checkWrite(blank.connector, blank.resource)
  return blank
}

function report({ product, connector, resource, write }: Blank, files: ReadonlyMap<string, string>): string[] {
  const places = [...files.keys()].map(dirname)
  const count = (folder: string): number =>
    places.filter(place => place === folder || place.startsWith(`${folder}/`)).length
  const [adapter, tests] = [`adapters/${product}`, `test/adapters/${product}`]
  const steps = [
    `${adapter}/wire.ts and fixtures/: its ${resource} in its own words, invented rows (with a sample: adapter infer)`,
    `${tests}/stand-in.ts: how it answers${
      connector === 'push' || connector === 'mqtt' ? ', or rather what it sends' : ''
    }, as far as you know`,
    `${adapter}/client.ts: how it is asked`,
    `${adapter}/map.ts: what its fields mean; the comments say what more the contract has room for`,
    ...(write ?
      [
        `${tests}/desk.ts, ${adapter}/map-back.ts and desk.ts: what it is sent, how it answers, how it is searched`
      ] :
      []),
    `npm run --silent satu -- adapter test ${product}`,
    `npm run --silent satu -- check, then adapter test --system ${product} against the real system${
      write ? '; nothing is written to it' : ''
    }`
  ]
  return [
    `${adapter}/ (${count(adapter)} files), ${tests}/ (${
      count(tests)
    } files) and a line in adapters/index.ts were written.`,
    '',
    'It passes its tests as it is, against a stand-in of its own:',
    '',
    `  npm test -- ${tests}`,
    '',
    "Its config entry, for the city's file (SATU_CONFIG), under systems:",
    '',
    ...entryIn(files.get(`${adapter}/README.md`) ?? '').map(line => `  ${line}`),
    '',
    'Make it the real system, and run the tests after each step:',
    '',
    ...steps.map((step, index) => `  ${index + 1}. ${step}`),
    '',
    'docs/adapters.md tells all of it.'
  ]
}

/** The entry under `systems:` as the README has it: what is pasted and what is read there are one. */
function entryIn(readme: string): string[] {
  const [, block = ''] = /```yaml\nsystems:\n([^]*?)```/.exec(readme) ?? []
  return block.trimEnd().split('\n')
}
