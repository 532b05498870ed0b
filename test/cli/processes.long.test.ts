import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { get } from 'node:https'
import { createServer } from 'node:net'
import type { TLSSocket } from 'node:tls'
import t, { type Test } from 'tap'
import { cityFile } from '../platform/config/city-file.ts'
import { freePort, until } from '../services/wait.ts'
import { createAuthority, type Issued } from '../suites/authority.ts'
import { testFolder } from '../suites/folder.ts'
import { signToken } from '../suites/token.ts'

/** A city with the register alone: it needs no address and no secret. */
const onlyRegister = `${
  cityFile.slice(0, cityFile.indexOf('systems:')).replace('scopes: [',
    'scopes: [metrics:read, admin:read, admin:write, ')
}systems:
  register: { adapter: register, prefix: SKPD, name: Register, settings: { as_of: 2016-12-30 } }
`

interface Line {
  msg: string
  address?: string
  pid?: number
  process?: number
}

async function start(
  t: Test,
  { port, config = onlyRegister, processes = '3' }: { port: number; config?: string; processes?: string }
) {
  const dir = t.testdir({ 'city.yaml': config })
  const { PATH } = process.env
  const child = spawn(process.execPath, ['bin/hub.mjs'], {
    env: { PATH, PORT: String(port), SATU_ENV: 'development', SATU_CONFIG: `${dir}/city.yaml`,
      SATU_DATA_DIR: `${dir}/data`, SATU_LOG_FILE: `${dir}/hub.log`, SATU_PROCESSES: processes },
    stdio: ['ignore', 'ignore', 'pipe']
  })
  let errors = ''
  child.stderr.on('data', chunk => {
    errors += String(chunk)
  })
  const ended = once(child, 'close') as Promise<[number | null, string | null]>
  t.teardown(() => child.kill('SIGKILL'))
  const lines = (): Line[] => {
    try {
      return readFileSync(`${dir}/hub.log`, 'utf8').split('\n').filter(Boolean).map(line => JSON.parse(line) as Line)
    } catch {
      return []
    }
  }
  return { child, ended, errors: () => errors, dir, listening: () => lines().filter(({ msg }) => msg === 'listening'),
    lines }
}

/** On a connection of its own, so that the kernel chooses the process. */
const ask = async (port: number): Promise<number> =>
  (await fetch(`http://127.0.0.1:${port}/v1/agencies?limit=1`, { headers: { connection: 'close' } })).status

function isAlive(pid: number | undefined): boolean {
  try {
    return pid !== undefined && process.kill(pid, 0)
  } catch {
    return false
  }
}

t.test('several processes share one port; operators have all read the file anew; one that dies is started again; all ' +
  'close together', async t => {
  const port = await freePort()
  const hub = await start(t, { port })
  await until(() => hub.listening().length === 3, { what: 'three processes' })
  t.same(hub.listening().map(({ process: index }) => index).toSorted((a = 0, b = 0) => a - b), [0, 1, 2])
  t.same(new Set(await Promise.all(Array.from({ length: 50 }, () => ask(port)))), new Set([200]))

  const token = signToken(readFileSync(`${hub.dir}/data/development.key`, 'utf8').trim(), { sub: 'kiosk',
    scope: 'metrics:read' })
  const numbers =
    await (await fetch(`http://127.0.0.1:${port}/metrics`, { headers: { authorization: `Bearer ${token}` } })).text()
  t.match(numbers, /^satu_processes 3$/m, 'one of them tells for all')

  const operator = signToken(readFileSync(`${hub.dir}/data/development.key`, 'utf8').trim(), { sub: 'kiosk',
    scope: 'admin:read admin:write' })
  const operate = async (path: string, body?: object) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method: body ? 'POST' : 'GET',
      headers: { 'connection': 'close', 'authorization': `Bearer ${operator}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }) })
    return { status: answer.status, body: await answer.json() }
  }
  const reload = () => operate('/admin/systems/register/reload', { reason: 'its sessions hang' })
  t.match(await reload(), { status: 200,
    body: { system: 'register', outcome: 'reconnected', untried: [], also_changed: [], also_removed: [] } })
  const followed = (): number =>
    hub.lines().filter(({ msg }) => msg.startsWith('connected anew, as operators asked')).length
  await until(() => followed() === 2, { what: 'the two others' })
  writeFileSync(`${hub.dir}/city.yaml`, onlyRegister.replace('name: Register', 'name: Register, colour: red'))
  t.match(await reload(), { status: 409,
    body: { code: 'state_conflict',
      detail: /running configuration stays: .*city\.yaml:\d+:\d+ systems\.register\.colour: / } })
  t.match(await operate('/admin/actions?action=system.reload'), {
    body: { items: [{ result: 'refused', code: 'state_conflict' }, { result: 'done' }] }
  })
  writeFileSync(`${hub.dir}/city.yaml`, onlyRegister)

  const victim = hub.listening()[0]?.pid as number
  process.kill(victim, 'SIGKILL')
  await until(() => hub.listening().length === 4, { what: 'another in its place' })
  t.equal(hub.lines().filter(({ msg }) => msg === 'a process of the hub has ended and is started again').length, 1)
  t.same(new Set(await Promise.all(Array.from({ length: 50 }, () => ask(port)))), new Set([200]))

  const answers: Promise<number>[] = Array.from({ length: 20 }, () => ask(port))
  await Promise.all(answers.slice(0, 10))
  hub.child.kill('SIGTERM')
  t.same(await hub.ended, [0, null])
  t.same(hub.listening().filter(({ pid }) => isAlive(pid)), [])
  t.equal(hub.errors(), '')
})

t.test('all processes speak TLS and take a renewed certificate as they run; a wrong one raises an alarm', async t => {
  const authority = createAuthority()
  const [first, renewed, other] = [1, 2, 3].map(() => authority.issue('/CN=hub', { hosts: ['127.0.0.1'] })) as [Issued,
    Issued, Issued]
  const folder = testFolder()
  const use = (certificate: Issued, key = certificate): void => {
    // As renewals do it: each file is another one, and never half of one.
    for (const [name, from] of [['hub.pem', certificate.certificateFile], ['hub.key', key.keyFile]] as const) {
      copyFileSync(from, `${folder}/${name}.new`)
      renameSync(`${folder}/${name}.new`, `${folder}/${name}`)
    }
  }
  use(first)
  const port = await freePort()
  const hub = await start(t, { port, processes: '2',
    config: onlyRegister.replace('hub:\n',
      `hub:\n  tls: { certificate: ${folder}/hub.pem, key: ${folder}/hub.key }\n`) })
  await until(() => hub.listening().length === 2, { what: 'two processes' })
  t.match(hub.listening(), [{ address: `https://127.0.0.1:${port}` }, { address: `https://127.0.0.1:${port}` }])
  const seen = (): Promise<string> =>
    new Promise((resolve, reject) => {
      const request = get({ host: '127.0.0.1', port, path: '/livez', ca: authority.ca, agent: false }, answer => {
        resolve(
          (answer.resume().socket as TLSSocket).getPeerCertificate().fingerprint256.replaceAll(':', '').toLowerCase()
        )
      })
      request.on('error', reject)
    })
  const all = async (): Promise<Set<string>> => new Set(await Promise.all(Array.from({ length: 20 }, seen)))
  t.same(await all(), new Set([first.sha256]))
  t.equal(spawnSync(process.execPath, ['src/process/alive.ts'], { env: { PORT: String(port) } }).status, 0,
    'the health check of the image sees it')

  use(renewed)
  await until(() => hub.lines().filter(({ msg }) => msg === 'change taken').length === 2, {
    what: 'the renewal in both'
  })
  t.same(await all(), new Set([renewed.sha256]))
  use(renewed, other)
  await until(() => hub.lines().filter(({ msg }) => msg.startsWith('change refused')).length === 2, {
    what: 'the alarm in both'
  })
  t.match(readFileSync(`${hub.dir}/hub.log`, 'utf8'), /hub\.tls\.key: does not belong to the certificate/)
  t.same(await all(), new Set([renewed.sha256]))
  hub.child.kill('SIGTERM')
  t.same(await hub.ended, [0, null])
})

t.test('a hub with a certificate that cannot be used does not start, and says why once', async t => {
  const hub = await start(t, { port: await freePort(), processes: '2',
    config: onlyRegister.replace('hub:\n', 'hub:\n  tls: { certificate: /nowhere/hub.pem, key: /nowhere/hub.key }\n') })
  t.same(await hub.ended, [1, null])
  const [certificate, key, ...more] = hub.errors().split('\n')
  t.match(certificate, /^satu: .*city\.yaml:\d+:\d+ hub\.tls\.certificate: there is no such file$/)
  t.match(key, /hub\.tls\.key: there is no such file$/)
  t.same(more, [''])
})

t.test('processes whose supervisor was killed do not stay behind', async t => {
  const hub = await start(t, { port: await freePort(), processes: '2' })
  await until(() => hub.listening().length === 2, { what: 'two processes' })
  hub.child.kill('SIGKILL')
  await until(() => hub.listening().every(({ pid }) => !isAlive(pid)), { what: 'their end' })
})

t.test('what is wrong is told once', async t => {
  const port = await freePort()
  const wrong = await start(t, { port, config: onlyRegister.replace('adapter: register', 'adapter: registry') })
  t.same(await wrong.ended, [1, null])
  t.equal(wrong.errors().match(/registry/g)?.length, 1, wrong.errors())
  const server = createServer().listen(port, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => server.close())
  const second = await start(t, { port })
  t.same(await second.ended, [1, null])
  t.equal(second.errors(), `satu: Port ${port} on 127.0.0.1 is in use; set PORT to a free one.\n`)
})

t.test("a second hub does not take a part of the first one's connections", async t => {
  const port = await freePort()
  const first = await start(t, { port, processes: '2' })
  await until(() => first.listening().length === 2, { what: 'two processes' })
  const second = await start(t, { port, processes: '2' })
  t.same(await second.ended, [1, null])
  t.match(second.errors(), /is in use/)
})
