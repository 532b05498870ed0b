import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import t from 'tap'

const run = promisify(execFile)

t.test('loads no driver before the first statement, and then only the one that is needed', async t => {
  const script = `
    import { createRequire } from 'node:module'
    import { createSql } from '${new URL('../../../../src/kit/index.ts', import.meta.url).href}'
    const paths = () => Object.keys(createRequire(import.meta.url).cache)
    const loaded = () => ['mysql2', 'pg', 'tedious', 'oracledb']
      .filter(name => paths().some(path => path.includes('/node_modules/' + name + '/')))
    const clients = ['mysql', 'postgres', 'sqlserver', 'oracle']
      .map(scheme => createSql({ url: scheme + '://satu@127.0.0.1:1/x', password: 'x' }))
    const before = loaded()
    const call = { signal: new AbortController().signal, requestId: 'x' }
    await clients[1].rows('SELECT 1', {}, { stage: 'try' }, call).catch(() => {})
    console.log(JSON.stringify({ before, after: loaded() }))
    await Promise.all(clients.map(client => client.close()))`
  const { NODE_OPTIONS: _, ...env } = process.env
  const { stdout } = await run(process.execPath, ['--input-type=module-typescript', '--eval', script], { env })
  t.same(JSON.parse(stdout), { before: [], after: ['pg'] })
})
