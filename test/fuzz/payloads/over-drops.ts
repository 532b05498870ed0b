import { join } from 'node:path'
import { buildHub } from '../../../src/hub.ts'
import { SystemFault } from '../../../src/kit/index.ts'
import { until } from '../../services/wait.ts'
import { contractErrors } from '../../suites/contract-check.ts'
import { createConfig } from '../../suites/core/city.ts'
import { testFolder } from '../../suites/folder.ts'
import { startFtp } from '../../suites/servers/ftp.ts'
import { startSftp } from '../../suites/servers/sftp.ts'
import { testLog } from '../../suites/test-log.ts'
import { dropAdapter, dropOf, formats, type Reading } from './drops.ts'
import { seededAt, spoilt } from './spoil.ts'
import { emptyTally, type Tally, unnamed } from './tally.ts'

const JWT_SECRET = 'a key for tests that is long enough'
type Ending = { teardown(end: () => unknown): void }

/** Each form of file in a folder, and one of them over FTP and SFTP, where connections come between. */
const places: readonly [connector: string, format: string, over?: 'ftp' | 'sftp'][] = [
  ...Object.keys(formats).map(format => [format, format] as [string, string]),
  ['csv over FTP', 'csv', 'ftp'],
  ['csv over SFTP', 'csv', 'sftp']
]

interface List {
  items?: { id: string }[]
  detail?: string
  meta?: { sources: { state: string; as_of: string | null; detail?: string }[] }
}

/** All places at once: a hub looks for newer files once a second. */
export function spoilDrops(t: Ending, options: { seed: number; count: number }): Promise<Tally[]> {
  return Promise.all(places.map(async place => spoilDrop(t, place, options)))
}

async function addressOf(t: Ending, root: string, url: string, over?: 'ftp' | 'sftp'): Promise<object> {
  if (over === undefined) return { url }
  const server = over === 'ftp' ? await startFtp({ root }) : await startSftp({ root })
  t.teardown(() => server.stop())
  return { url: server.url, password: 'rahasia', ...('hostKey' in server && { host_key: server.hostKey }) }
}

async function spoilDrop(
  t: Ending,
  [connector, name, over]: (typeof places)[number],
  { seed, count }: { seed: number; count: number }
): Promise<Tally> {
  const format = formats[name]
  if (format === undefined) throw new Error(`no form ${name}`)
  const root = join(testFolder(), 'drop')
  const drop = dropOf(root, format)
  const whole = format.write()
  drop.put(whole)
  let latest: Reading | undefined
  const product = 'under-test'
  const adapter = dropAdapter(product, format, reading => {
    latest = reading
  })
  const dataDir = testFolder()
  const log = testLog(dataDir)
  const config = createConfig([{ id: product, prefix: 'TEST', resource: 'complaints', adapter } as never], {
    systems: { [product]: { settings: { files: await addressOf(t, root, drop.url, over) } } },
    limits: { breaker: { failures: 1_000_000, cooldown_ms: 1 } }
  })
  const hub = await buildHub({ config, adapters: new Map([[product, adapter]]),
    environment: { jwtSecret: JWT_SECRET, name: 'development', dataDir }, log })
  t.teardown(async () => {
    await hub.close()
    log.flush()
  })
  const url = await hub.app.listen({ port: 0, host: '127.0.0.1' })
  const ask = async (): Promise<{ status: number; headers: Headers; body: List }> => {
    const answer = await fetch(`${url}/v1/complaints?limit=50`, { headers: { 'cache-control': 'no-cache' } })
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as List }
  }
  const idsOf = ({ items }: List): string => JSON.stringify(items?.map(({ id }) => id))
  const waits = { timeoutMs: 60_000 }
  await until(async () => (await ask()).body.items?.length === 24, { ...waits, what: `the first ${connector}` })
  const good = idsOf((await ask()).body)
  const tally = emptyTally(connector)

  for (let number = 0; number < count; number++) {
    const { payload: { body }, done } = spoilt({ body: whole }, seededAt(seed, number), number)
    const tell = (what: string): void => {
      tally.wrong.push(`${connector}, payload ${number} (${done}): ${what}`)
    }
    const before = (await ask()).body.meta?.sources[0]?.as_of
    latest = undefined
    drop.put(body)
    await until(() => latest !== undefined, { ...waits, what: `${connector} ${number} to be read` })
    tally.payloads++
    const { error } = latest as unknown as Reading
    if (error !== undefined && !(error instanceof SystemFault))
      tell(`the reader throws ${error instanceof Error ? error.stack : 'no error'}`)
    // What was kept is served on, and says why there is nothing newer.
    await until(async () => {
      const [source] = (await ask()).body.meta?.sources ?? []
      return source?.state !== 'ok' || source.as_of !== before
    }, { ...waits, what: `${connector} ${number} to be told` })
    const answer = await ask()
    for (const wrong of contractErrors('listComplaints', answer)) tell(wrong)
    const [source] = answer.body.meta?.sources ?? []
    if (answer.status !== 200) tell(`${answer.status} ${answer.body.detail}`)
    if (source?.state === 'ok') tally.read++
    else {
      const why = unnamed(product, source?.detail)
      if (why === undefined) tally.refused++
      else tell(why)
      if (idsOf(answer.body) !== good) {
        tally.cached++
        tell('it is served all the same')
      }
    }
    drop.put(whole)
    await until(async () => {
      const { body: after } = await ask()
      return after.meta?.sources[0]?.state === 'ok' && idsOf(after) === good
    }, { ...waits, what: `${connector} to be well after ${number}` })
  }
  return tally
}
