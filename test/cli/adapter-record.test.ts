import t from 'tap'
import { watchAddresses } from '../../src/cli/adapter/record/addresses.ts'
import { type Bench, mapAll, type Mapped, startBench, writeAll } from './adapter-record-bench.ts'
import { foundIn, personalOf } from './adapter-record-originals.ts'
import { startReplay } from './adapter-record-replay.ts'

/** Systems of the demo that answer by HTTP, and how much of somebody their answers hold at least. */
const rows = 50
const systems = { 'licensing-a': 60, 'licensing-b': 60, 'complaints': 20, 'population': 30, 'transport': 40, 'ppid': 20,
  'humas': 0, 'weather': 0, 'open-data': 0 }

/** Where nothing can be listed, somebody has to say who is to be looked up. */
function keysOf({ bound, demo }: Bench): string[] {
  return bound.id === 'population' ? [...demo.people.slice(0, 12).map(({ nik }) => nik), '0000000000000000'] : []
}

for (const [id, least] of Object.entries(systems)) {
  t.test(`${id}: nobody is in the fixtures, and the adapter makes of them what it makes of the system`, async t => {
    const bench = await startBench(id)
    t.teardown(() => bench.stop())
    const { bound, demo } = bench
    const keys = keysOf(bench)
    const heard: Buffer[] = []
    const watched = await watchAddresses(bound, ({ request, answer }) =>
      heard.push(Buffer.from(request.path), request.body, answer.body))
    const before = await mapAll(bench, { ...watched, keys, rows })
    await watched.close()

    const { files } = await bench.record({ keys, rows })
    const personal = personalOf(demo)
    const told = new Set(heard.flatMap(bytes => foundIn(bytes, personal)))
    t.comment(`${id}: ${told.size} names and numbers of people in the answers, ${files.size} files`)
    t.ok(told.size >= least, `the answers hold ${told.size} names and numbers of people`)
    // The numbers of the demo's people are nobody's, as those are that are invented: one may come out that somebody
    // else of the city has.
    t.same(
      [...files].flatMap(([name, bytes]) =>
        foundIn(bytes, personal).filter(found => told.has(found) || !/^\d/.test(found)).map(found =>
          `${name}: ${found}`
        )
      ),
      []
    )
    const secrets = Object.entries(bound.settings).flatMap((
      [name, value]
    ) => (/key|secret|password|token/i.test(name) && typeof value === 'string' ? [value] : []))
    t.same(secrets.filter(secret => [...files.values()].some(bytes => bytes.includes(secret))), [])
    t.same([...files].filter(([, bytes]) => bytes.includes('127.0.0.1')).map(([name]) => name), [])

    const replay = await startReplay(writeAll(t.testdir({}), files))
    t.teardown(() => replay.close())
    const after = await mapAll(bench, { url: replay.url, settings: bound.settings, rows,
      keys: keys.length > 0 ? inventedKeys(files, keys.length) : [] })
    t.same(replay.unknown, [], 'no request is without an answer')
    t.ok(before.length > 0)
    const withoutKeys = (all: readonly Mapped[]): object[] => all.map(one => ({ ...one, key: '' }))
    t.same(withoutKeys(after), withoutKeys(before))
  })
}

/** What stands in the place of the keys that were named, in their order. */
function inventedKeys(files: ReadonlyMap<string, Buffer>, count: number): string[] {
  return [...files].filter(([name]) => name.startsWith('call_nik')).map(([, bytes]) =>
    (JSON.parse(bytes.toString()) as { request: { body: { nik: string } } }).request.body.nik
  ).slice(0, count)
}
