import { readdirSync, readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'
import { type Fault, type FolderDrop, startLegacySystem } from '../../demo/legacy-system.ts'
import { until } from '../services/wait.ts'

const modifiedAt = new Date('2026-11-20T20:00:00Z')
const file = (name: string, text: string) => ({ name, bytes: Buffer.from(text), modifiedAt })
const drop: FolderDrop = {
  id: 'archive',
  files: () => [file('A.CSV', '1;2;3\r\n4;5;6\r\n'), file('CONTROL.TXT', 'A.CSV 2 rows')],
  failure: () => [file('CONTROL.TXT', 'GAGAL')],
  environment: url => ({ ARCHIVE_FILES_URL: url })
}

async function start(t: Test) {
  const system = await startLegacySystem(drop)
  t.teardown(() => system.stop())
  const folder = fileURLToPath(system.url)
  const names = (): string[] => readdirSync(folder).sort()
  const read = (name: string): string => readFileSync(`${folder}/${name}`, 'utf8')
  return { system, folder, names, read, fault: (fault: Fault) => system.setFault(fault) }
}

t.test('leaves its files in a folder of its own, each with its time', async t => {
  const { system, folder, names, read } = await start(t)
  t.same(names(), ['A.CSV', 'CONTROL.TXT'])
  t.equal(read('A.CSV'), '1;2;3\r\n4;5;6\r\n')
  t.same(statSync(`${folder}/A.CSV`).mtime, modifiedAt)
  t.same(system.environment, { ARCHIVE_FILES_URL: system.url })
  t.equal(statSync(folder).mode & 0o777, 0o700)
  await system.stop()
  t.throws(() => readdirSync(folder), /ENOENT/)
})

t.test('has each fault in its own way, and no other once it is over', async t => {
  const { folder, names, read, fault } = await start(t)
  await fault({ kind: 'down' })
  t.throws(() => readdirSync(folder), /ENOENT/, 'the folder is gone')
  await fault({ kind: 'error' })
  t.same(names().map(read), ['GAGAL'], 'what the export leaves that failed')
  await fault({ kind: 'garbage' })
  t.same(names(), ['A.CSV', 'CONTROL.TXT'])
  t.not(read('A.CSV'), '1;2;3\r\n4;5;6\r\n')
  await fault({ kind: 'truncate' })
  t.equal(read('A.CSV'), '1;2;3\r\n', 'half')
  t.equal(read('CONTROL.TXT'), 'A.CSV 2 rows', 'the one that is written last is whole')
  t.not(statSync(`${folder}/A.CSV`).mtimeMs, modifiedAt.getTime(), 'and it was just written')
  await fault({ kind: 'none' })
  t.equal(read('A.CSV'), '1;2;3\r\n4;5;6\r\n')
})

t.test('a slow export writes its files one after the other, the last one last', async t => {
  const { names, fault } = await start(t)
  await fault({ kind: 'slow', ms: 200 })
  const seen: string[] = []
  await until(() => {
    const now = names().join()
    if (seen.at(-1) !== now) seen.push(now)
    return now === 'A.CSV,CONTROL.TXT'
  }, { what: 'both files' })
  t.same(seen, ['', 'A.CSV', 'A.CSV,CONTROL.TXT'])
})

t.test('a fault that ends stops a slow export', async t => {
  const { names, fault } = await start(t)
  await fault({ kind: 'slow', ms: 60_000 })
  await fault({ kind: 'none' })
  t.same(names(), ['A.CSV', 'CONTROL.TXT'])
})
