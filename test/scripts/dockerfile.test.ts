import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { checkDockerfile, readContext } from '../../scripts/check-dockerfile.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8')
const context = readContext(root)

t.test('the Dockerfile keeps its promises', async t => {
  t.strictSame(checkDockerfile(dockerfile, context), [])
})

const mistakes: Array<[name: string, from: string | RegExp, to: string, message: string]> = [
  ['a word that is no instruction', 'WORKDIR /app', 'WORKDIRS /app', 'Unknown instruction: WORKDIRS'],
  ['an image without a release', '${NODE_VERSION}-bookworm-slim AS', 'latest AS',
    'node:latest is not pinned to a release'],
  ['another Node', /NODE_VERSION=.*/, 'NODE_VERSION=22.1.0', `NODE_VERSION is not ${context.nodeVersion}`],
  ['a file that is not there', 'COPY src src', 'COPY source src', 'source is not in the build context'],
  ['ADD', 'COPY src', 'ADD src', 'ADD fetches and unpacks'],
  ['a secret', 'HOST=0.0.0.0', 'SATU_JWT_SECRET=x', 'secrets come from the environment'],
  ['root', 'USER 1000:1000', 'USER root', 'the last USER is not a number other than 0'],
  ['no user', 'USER 1000:1000\n', '', 'the last USER is not a number other than 0'],
  ['a step after the user', 'USER 1000:1000', 'USER 1000:1000\nRUN true', 'RUN follows USER'],
  ['no health check', /^HEALTHCHECK[^]*?\nCMD/m, 'CMD', 'the last stage has not one HEALTHCHECK'],
  ['a shell around the process', /^CMD.*$/m, 'CMD node bin/hub.mjs', 'CMD runs in a shell']
]

for (const [name, from, to, message] of mistakes) {
  t.test(`refuses ${name}`, async t => {
    const changed = dockerfile.replace(from, to)
    t.not(changed, dockerfile)
    const found = checkDockerfile(changed, context).map(finding => finding.message)
    t.ok(found.some(text => text.startsWith(message)), found.join('\n') || 'nothing found')
  })
}

t.test('refuses a package that has to be built', async t => {
  const found = checkDockerfile(dockerfile, { ...context, scripted: ['node', 'better-sqlite3'] })
  t.match(found, [{ message: /^better-sqlite3 would not be installed whole/ }])
})
