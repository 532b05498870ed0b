import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import t from 'tap'
import { type AcceptedAdvisory, askForAdvisories, judgeAdvisories, readAudit } from '../../scripts/advisories.ts'
import { type Checkout, checkPackages, type LockedPackage, readCheckout } from '../../scripts/check-packages.ts'

const root = join(import.meta.dirname, '../..')
const integrity = `sha512-${'A'.repeat(86)}==`
const good: LockedPackage = { version: '1.2.3', license: 'MIT', integrity }

/** A checkout with one package, and what is wrong with it. */
function faultsOf(entry: LockedPackage, more: Partial<Checkout> = {}): string[] {
  return checkPackages({
    lock: { lockfileVersion: 3, packages: { '': {}, 'node_modules/@some/thing': entry } },
    manifest: { dependencies: { '@some/thing': '1.2.3' } },
    accepted: { licences: {}, advisories: [] },
    notice: '',
    hasLicenceText: () => true,
    ...more
  })
}

t.test('what this checkout takes from others is as it should be', async t => {
  const checkout = readCheckout(root)
  t.strictSame(checkPackages(checkout), [])
  t.ok(Object.keys(checkout.lock.packages ?? {}).length > 100)
})

t.test('a sound package is taken', async t => {
  t.strictSame(faultsOf(good), [])
  t.strictSame(faultsOf({ ...good, license: '(GPL-2.0-only OR MIT)' }), [],
    'one of several licences to choose from is enough')
  t.strictSame(faultsOf({ ...good, license: 'Apache-2.0 WITH LLVM-exception' }), [], 'an exception gives more')
  t.strictSame(faultsOf({ ...good, license: 'MPL-2.0', dev: true }), [], 'nobody is given a tool')
  t.strictSame(
    faultsOf({ ...good, name: 'typescript' }, {
      manifest: { devDependencies: { '@some/thing': 'npm:typescript@7.0.2' } }
    }),
    []
  )
})

const mistakes: Record<string, [LockedPackage, RegExp]> = {
  'a licence that asks for more': [{ ...good, license: 'GPL-3.0-only' },
    /its licence GPL-3\.0-only is none of those that what is shipped may have/],
  'a licence for tools in what is shipped': [{ ...good, license: 'MPL-2.0' },
    /MPL-2\.0 is none of those that what is shipped may have/],
  'two licences that hold together': [{ ...good, license: 'MIT AND GPL-2.0-only' }, /none of those/],
  'a licence that is a sentence': [{ ...good, license: 'SEE LICENSE IN LICENSE.md' },
    /"SEE LICENSE IN LICENSE\.md" is no SPDX expression/],
  'no licence': [{ version: '1.2.3', integrity },
    /it names no licence: look it up, and write @some\/thing@1\.2\.3 into accepted-packages\.json/],
  'no integrity': [{ version: '1.2.3', license: 'MIT' }, /it has no integrity/],
  'a weak integrity': [{ ...good, integrity: 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=' }, /its integrity is not one SHA-512/],
  'two integrities to choose from': [{ ...good, integrity: `${integrity} ${integrity}` },
    /its integrity is not one SHA-512/],
  'a repository': [{ ...good, resolved: 'git+ssh://git@example.org/some/thing.git#0123456' },
    /it comes from a repository or a file/],
  'a repository over https': [{ ...good, resolved: 'https://example.org/some/thing.git#0123456' },
    /it comes from a repository or a file/],
  'a file': [{ ...good, resolved: 'file:../thing.tgz' }, /it comes from a repository or a file/],
  'an address': [{ ...good, resolved: 'https://example.org/thing-1.2.3.tgz' }, /it names an address/],
  'a link': [{ resolved: '../thing', link: true }, /it is a link to a folder/],
  'an install script that nobody decided on': [{ ...good, hasInstallScript: true },
    /^@some\/thing runs a script when it is installed/]
}
for (const [name, [entry, message]] of Object.entries(mistakes)) {
  t.test(`refuses ${name}`, async t => {
    t.match(faultsOf(entry).join('\n'), message)
  })
}

t.test('an install script is decided on by name, one way or the other', async t => {
  for (const may of [true, false])
    t.strictSame(faultsOf({ ...good, hasInstallScript: true }, { manifest: { allowScripts: { '@some/thing': may } } }),
      [])
  t.match(faultsOf(good, { manifest: { allowScripts: { gone: true } } }), [
    'package.json: allowScripts names gone, which has no install script'
  ])
})

t.test('a licence that a person looked up holds for that version alone, and gives its reason', async t => {
  const unnamed: LockedPackage = { version: '1.2.3', integrity }
  const looked = (key: string, reason = 'its file says so') => ({
    accepted: { licences: { [key]: { licence: 'MIT', reason, on: '2026-11-28' } }, advisories: [] }
  })
  t.strictSame(faultsOf(unnamed, looked('@some/thing@1.2.3')), [])
  t.match(faultsOf(unnamed, looked('@some/thing@1.2.2')).join('\n'),
    /it names no licence[^]*@some\/thing@1\.2\.2 is not in the lock file any more/)
  t.match(faultsOf(unnamed, looked('@some/thing@1.2.3', '')), [/gives no reason/])
})

t.test('a version that may change is refused', async t => {
  for (const version of ['^1.2.3', '~1.2.3', '1.x', '*', 'latest', '', 'github:some/thing',
    'git+https://example.org/thing.git', 'https://example.org/thing.tgz', 'file:../thing'])
  {
    t.match(faultsOf(good, { manifest: { dependencies: { '@some/thing': version } } }), [
      /^package\.json: @some\/thing is ".*": name one version of the registry$/
    ], version)
  }
})

t.test('a shipped package without the text of its licence is named in NOTICE', async t => {
  const bare = { hasLicenceText: () => false }
  t.match(faultsOf(good, bare), ['node_modules/@some/thing: it brings no text of its licence: name it in NOTICE'])
  t.strictSame(faultsOf(good, { ...bare, notice: 'These:\n@some/thing\n  Copyright' }), [])
  t.strictSame(faultsOf({ ...good, dev: true }, bare), [])
})

const hole: AcceptedAdvisory = { id: 'GHSA-aaaa-bbbb-cccc', package: 'left', reason: 'the hub never calls it',
  until: '2026-12-31' }
const told = { advisories: [{ id: 'GHSA-aaaa-bbbb-cccc', package: 'left', title: 'A hole', severity: 'high' }] }

t.test('an advisory is a fault, unless it is accepted with a reason until a day', async t => {
  const on = (day: string) => new Date(`${day}T12:00:00Z`)
  t.match(judgeAdvisories(told, [], on('2026-11-28')), {
    faults: [/^left: A hole \(high, GHSA-aaaa-bbbb-cccc\): take a version without it/],
    notes: []
  })
  t.strictSame(judgeAdvisories(told, [hole], on('2026-12-31')), { faults: [], notes: [] })
  t.match(judgeAdvisories(told, [hole], on('2027-01-01')).faults, [/was accepted until 2026-12-31: look again/])
  t.match(judgeAdvisories(told, [{ ...hole, reason: '' }], on('2026-11-28')).faults, [/gives no reason/])
  t.match(judgeAdvisories(told, [{ ...hole, until: 'soon' }], on('2026-11-28')).faults, [/has no day/])
  t.match(judgeAdvisories(told, [{ ...hole, package: 'right' }], on('2026-11-28')).faults, [/^left: A hole/,
    /right\) is not told of any more/])
})

t.test('a registry that tells of no advisories is told of in one line, and fails nothing', async t => {
  for (const [printed, why] of [['', 'npm audit did not answer'], [
    '{"message":"405 Method Not Allowed","statusCode":405,"error":{"summary":""}}',
    'npm audit: status 405'
  ], ['{"error":{"code":"ENOAUDIT","summary":"no endpoint"}}', 'npm audit: no endpoint']] as const) {
    t.strictSame(judgeAdvisories(readAudit(printed), [], new Date()), { faults: [],
      notes: [`advisories are not known: the registry does not tell them here (${why})`] })
  }
})

t.test('advisories are those of the registry, asked through npm', async t => {
  const asked: string[] = []
  let status = 200
  const registry = createServer((request, response) => {
    request.resume().once('end', () => {
      asked.push(`${request.method} ${request.url}`)
      const advisory = { id: 1, url: 'https://github.com/advisories/GHSA-aaaa-bbbb-cccc', title: 'A hole',
        severity: 'high', vulnerable_versions: '<99.0.0', cwe: [], cvss: { score: 0 } }
      const answers: Record<string, object> = {
        '/-/npm/v1/security/advisories/bulk': { yaml: [advisory] },
        // npm looks for a version without it.
        '/yaml': { 'name': 'yaml', 'dist-tags': { latest: '1.0.0' },
          'versions': { '1.0.0': { name: 'yaml', version: '1.0.0' } } }
      }
      response.writeHead(status, { 'content-type': 'application/json' }).end(
        JSON.stringify(status === 200 ? answers[request.url ?? ''] ?? {} : {})
      )
    })
  }).listen(0, '127.0.0.1')
  await once(registry, 'listening')
  t.teardown(() => registry.close())
  const checkout = t.testdir({
    'package.json': JSON.stringify({ name: 'some', version: '1.0.0', dependencies: { yaml: '2.9.1' } }),
    'package-lock.json': JSON.stringify({ name: 'some', version: '1.0.0', lockfileVersion: 3,
      packages: { '': { dependencies: { yaml: '2.9.1' } }, 'node_modules/yaml': { ...good, version: '2.9.1' } } })
  })
  const here = ['--registry', `http://127.0.0.1:${(registry.address() as AddressInfo).port}`]
  t.strictSame(await askForAdvisories(checkout, here), {
    advisories: [{ id: 'GHSA-aaaa-bbbb-cccc', package: 'yaml', title: 'A hole', severity: 'high' }]
  })
  t.ok(asked.includes('POST /-/npm/v1/security/advisories/bulk'))
  status = 404
  t.match(await askForAdvisories(checkout, here), { unknown: /status 404/ })
})
