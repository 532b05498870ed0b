import t, { type Test } from 'tap'
import { createDemoCity } from '../../demo/city/city.ts'
import { type DropFile, type FolderDrop, startLegacySystem } from '../../demo/legacy-system.ts'
import { createTaxSystem } from '../../demo/systems/tax.ts'
import { until } from '../services/wait.ts'
import { testFolder } from '../suites/folder.ts'
import { type OneSystem, startOne } from '../suites/one-system.ts'

const city = createDemoCity()
const night = new Date()
/** A whole export. */
const exported = (objects: number, exportedAt = new Date()): readonly DropFile[] =>
  createTaxSystem(city, { objects, exportedAt }).files()
const whole = exported(1_200, night)

/** The tax system's drop, of which the files can be exchanged. */
async function startTax(t: Test) {
  let files: readonly DropFile[] = whole
  const drop: FolderDrop = { ...createTaxSystem(city), files: () => files }
  const system = await startLegacySystem(drop)
  t.teardown(() => system.stop())
  return {
    system,
    async put(next: readonly DropFile[]) {
      files = next
      await system.setFault({ kind: 'none' })
    }
  }
}

const objects = '/v1/tax-objects?limit=3'
const stateOf = async (hub: OneSystem) => (await hub.get(objects)).body.meta?.sources[0]
const becomes = (hub: OneSystem, state: string): Promise<void> =>
  until(async () => (await stateOf(hub))?.state === state, { what: `the state ${state}`, timeoutMs: 60_000 })

/** The same files, one of them changed, as if written again now. */
const changed = (pattern: RegExp, change: (bytes: Buffer) => Buffer): DropFile[] =>
  whole.map(file => (pattern.test(file.name) ? { ...file, bytes: change(file.bytes), modifiedAt: new Date() } : file))

/**
 * While files are exchanged one by one, the hub may find the old ones whole once more: that is when it got them again.
 */
const contents = (items: readonly object[] | undefined): unknown =>
  JSON.parse(JSON.stringify(items ?? null, (name, value: unknown) => (name === 'fetched_at' ? undefined : value)))

t.test('the drop is what the following is about', t => {
  t.equal(whole.length, 5)
  t.match(whole.at(-1)?.name, /^KONTROL_/)
  t.end()
})

t.test('a drop that is written half is refused until it is whole', async t => {
  const { system, put } = await startTax(t)
  await system.setFault({ kind: 'truncate' })
  const hub = await startOne(t, { id: 'tax', environment: system.environment, dataDir: testFolder() })
  await until(() => hub.alarms().length >= 2, { what: 'the alarms', timeoutMs: 60_000 })
  t.match(hub.alarms()[0], /^tax: the newest snapshot tax-objects was refused: it /)
  const before = await hub.get(objects)
  t.equal(before.status, 502, "there is nothing yet, and it is not the caller's fault")
  t.match(before.body.detail, /tax/)
  await put(whole)
  await becomes(hub, 'ok')
  t.equal((await hub.get(objects)).body.items?.length, 3)
})

t.test('the last good one goes on being served, with the cause, whatever comes after it', async t => {
  const { system, put } = await startTax(t)
  const dataDir = testFolder()
  const hub = await startOne(t, { id: 'tax', environment: system.environment, dataDir })
  await becomes(hub, 'ok')
  const good = (await hub.get(objects)).body
  const isRefused = async (t: Test, at: OneSystem, cause: RegExp): Promise<void> => {
    await until(async () => cause.test((await stateOf(at))?.detail ?? ''), { what: String(cause), timeoutMs: 60_000 })
    const { status, body } = await at.get(objects)
    t.equal(status, 200)
    t.match(body.meta?.sources, [{ state: 'stale', as_of: good.meta?.sources[0]?.as_of, detail: cause }])
    t.same(contents(body.items), contents(good.items))
    // The guard may have had its say behind it.
    t.ok(at.alarms().some(alarm => cause.test(alarm)))
  }

  await t.test('half a file', async t => {
    await put(changed(/^DAT_OBJEK/, bytes => bytes.subarray(0, bytes.length >> 1)))
    await isRefused(t, hub,
      /tax-objects was refused: it sent a DBF file that has \d+ of the 1200 records that its header counts/)
  })

  await t.test('a control total that is not what the file holds', async t => {
    await put(
      changed(/^KONTROL/, bytes => Buffer.from(bytes.toString('latin1').replace(/^(DAT_OBJEK\S+\|\d+\|)\d+/m, '$1123')))
    )
    await isRefused(t, hub, /holds a total of \d+ in DAT_OBJEK_PAJAK_\d{8}\.DBF, where its control file says 123/)
  })

  await t.test('a whole export of which most is gone', async t => {
    await put(exported(500))
    await isRefused(t, hub, /holds \d+ records where the last one held \d+; less than 70 % is refused/)
  })

  await t.test('no folder at all', async t => {
    await system.setFault({ kind: 'down' })
    await isRefused(t, hub, /has no folder at its address/)
  })

  await t.test('also after the hub was started again', async t => {
    await hub.close()
    await put(changed(/^KONTROL/, bytes => Buffer.from(bytes.toString('latin1').replace('SELESAI', 'SEL'))))
    const again = await startOne(t, { id: 'tax', environment: system.environment, dataDir })
    t.equal((await again.get(objects)).status, 200, 'at once')
    await isRefused(t, again, /has a control file/)
    await put(exported(1_200))
    await becomes(again, 'ok')
    t.equal((await again.get(objects)).body.items?.length, 3)
  })
})
