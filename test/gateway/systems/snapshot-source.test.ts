import { readdirSync } from 'node:fs'
import t from 'tap'
import { type FaultKind, SystemFault } from '../../../src/kit/faults.ts'
import { createHolder, createPlace, misfit, newFolder, type Place, rowsOf } from './snapshot-fixture.ts'

const night = (number: number): { version: string; producedAt: string } => ({ version: `night ${number}`,
  producedAt: `2026-11-${10 + number}T01:40:00+07:00` })
const fault = (kind: FaultKind, detail: string): SystemFault => new SystemFault(kind, { stage: 'read file', detail })

/** A place whose first night was good. */
const placeWith = (count: number): Place => {
  const place = createPlace()
  place.drop = { ...night(1), rows: rowsOf(count) }
  return place
}

t.test('has none before the first was whole', async t => {
  const place = createPlace()
  const holder = createHolder(t, place)
  await holder.refresh('test')
  t.equal(holder.current(), undefined)
  t.equal(holder.refused(), undefined)
  place.drop = { ...night(1), rows: rowsOf(5) }
  await holder.refresh('test')
  t.match(holder.current()?.info, { version: 'night 1', producedAt: '2026-11-11T01:40:00+07:00', rows: 5 })
  t.same(holder.loaded, [{ rows: 5, quarantined: 0 }])
})

t.test('reads a version once', async t => {
  const place = placeWith(5)
  const holder = createHolder(t, place)
  for (let look = 0; look < 4; look++) await holder.refresh('test')
  t.same([place.looks, place.read], [4, ['night 1']])
})

t.test('looks once at a time, whoever asks', async t => {
  const place = placeWith(5)
  const holder = createHolder(t, place)
  await Promise.all([holder.refresh('one'), holder.refresh('two')])
  t.same([place.looks, place.read], [1, ['night 1']])
})

t.test('leaves out rows that fit nothing, and counts them and those that come twice', async t => {
  const place = createPlace()
  const rows = rowsOf(10)
  place.drop = { ...night(1), rows: [...rows, misfit('x'), ...rows.slice(0, 2)] }
  const holder = createHolder(t, place)
  await holder.refresh('test')
  t.same(holder.loaded, [{ rows: 10, quarantined: 3 }])
})

t.test('swaps at once while others read', async t => {
  const place = placeWith(300)
  const holder = createHolder(t, place)
  await holder.refresh('test')
  place.drop = { ...night(2), rows: rowsOf(290, () => ({ title: 'of the second night' })) }
  const titles = new Set<boolean>()
  const versions = new Set<string>()
  place.beforeRow = () => {
    const { rows } = holder.current()?.list(0, 300, {}) ?? { rows: [] }
    titles.add(rows.some(row => row.includes('second')))
    versions.add(`${holder.current()?.info.version} with ${rows.length}`)
  }
  await holder.refresh('test')
  t.same([...titles], [false], 'nothing of the new one before it is whole')
  t.same([...versions], ['night 1 with 300'])
  t.equal(holder.current()?.list(0, 300, {}).rows.every(row => row.includes('second')), true,
    'nothing of the old one afterwards')
  t.equal(holder.current()?.info.rows, 290)
})

const bad: Record<string, { spoil(place: Place): void; says: RegExp }> = {
  'half-written': {
    spoil: place => {
      place.drop = { ...night(2), rows: rowsOf(50),
        fault: fault('truncated', 'ended SPPT.DBF after 50 of its 100 bytes') }
    },
    says:
      /^drops: the newest snapshot complaints was refused: it ended SPPT.DBF after 50 of its 100 bytes \(read file\)$/
  },
  'with a wrong control total': {
    spoil: place => {
      place.drop = { ...night(2), rows: rowsOf(100),
        fault: fault('truncated', 'holds 100 records, where its control file says 101') }
    },
    says: /control file says 101/
  },
  'much smaller than the last one': {
    spoil: place => {
      place.drop = { ...night(2), rows: rowsOf(69) }
    },
    says: /holds 69 records where the last one held 100; less than 70 % is refused/
  },
  'of another layout': {
    spoil: place => {
      place.drop = { ...night(2),
        rows: [...rowsOf(100), ...Array.from({ length: 101 }, (_, index) => misfit(`m${index}`))] }
    },
    says: /101 of its 201 records fit nothing; its layout must have changed/
  },
  'empty': { spoil: place => {
    place.drop = { ...night(2), rows: [] }
  }, says: /holds 0 records where the last one held 100/ },
  'garbage': {
    spoil: place => {
      place.drop = { ...night(2), rows: [],
        fault: fault('unreadable', 'sent a DBF file that does not begin as a DBF file does') }
    },
    says: /does not begin as a DBF file does/
  },
  'that breaks the adapter': {
    spoil: place => {
      place.drop = { ...night(2), rows: [], fault: new TypeError('secret 3273021305859991') }
    },
    says: /^drops: the newest snapshot complaints was refused: it could not be read$/
  }
}

for (const [name, { spoil, says }] of Object.entries(bad)) {
  t.test(`keeps the last good one when a version comes ${name}, and says why`, async t => {
    const place = placeWith(100)
    const holder = createHolder(t, place)
    await holder.refresh('test')
    spoil(place)
    await holder.refresh('test')
    t.equal(holder.current()?.info.version, 'night 1')
    t.equal(holder.current()?.list(0, 200, {}).rows.length, 100)
    t.match(holder.refused()?.message, says)
    t.equal(holder.refused()?.code, 'system_failed')
    t.equal(holder.refusals.length, 1)
    t.equal(readdirSync(holder.folder).length, 1, 'nothing of it is left')
    place.drop = { ...night(3), rows: rowsOf(100) }
    await holder.refresh('test')
    t.equal(holder.current()?.info.version, 'night 3')
    t.equal(holder.refused(), undefined)
  })
}

t.test('takes one that is a little smaller', async t => {
  const place = placeWith(100)
  const holder = createHolder(t, place)
  await holder.refresh('test')
  place.drop = { ...night(2), rows: rowsOf(70) }
  await holder.refresh('test')
  t.equal(holder.current()?.info.rows, 70)
})

t.test('refuses an empty first one', async t => {
  const place = placeWith(0)
  const holder = createHolder(t, place)
  await holder.refresh('test')
  t.equal(holder.current(), undefined)
  t.match(holder.refused()?.message, /holds no record/)
})

t.test('does not read a bad version at every look, yet says each time that it is bad', async t => {
  const place = placeWith(100)
  const holder = createHolder(t, place)
  await holder.refresh('test')
  bad['half-written']?.spoil(place)
  for (let look = 0; look < 5; look++) await holder.refresh('test')
  t.same(place.read, ['night 1', 'night 2'])
  t.equal(holder.refusals.length, 5)
})

t.test('reads a bad version again after a while: it may have been the way to it', async t => {
  const place = placeWith(100)
  const holder = createHolder(t, place, { poll_seconds: 0 })
  await holder.refresh('test')
  place.drop = { ...night(2), rows: rowsOf(100), fault: fault('truncated', 'broke off') }
  await holder.refresh('test')
  delete place.drop.fault
  await holder.refresh('test')
  t.equal(holder.current()?.info.version, 'night 2')
})

t.test('reads a version again at the next look when the way to it was at fault', async t => {
  const place = placeWith(100)
  const holder = createHolder(t, place)
  for (const kind of ['reset', 'unreachable', 'timeout', 'denied', 'failed'] as const) {
    place.drop = { ...night(1), rows: rowsOf(10), fault: fault(kind, 'broke') }
    await holder.refresh('test')
  }
  t.equal(place.read.length, 5)
  place.drop = { ...night(1), rows: rowsOf(10) }
  await holder.refresh('test')
  t.equal(holder.refused(), undefined)
})

t.test('keeps the last good one while its place cannot be looked at, and is well as soon as it can', async t => {
  const place = placeWith(100)
  const holder = createHolder(t, place)
  await holder.refresh('test')
  place.fault = fault('unreachable', 'has no folder at its address')
  await holder.refresh('test')
  t.equal(holder.current()?.info.version, 'night 1')
  t.match(holder.refused(), { code: 'system_failed', message: 'drops: has no folder at its address (read file)' })
  place.fault = undefined
  await holder.refresh('test')
  t.equal(holder.refused(), undefined)
  t.same(place.read, ['night 1'])
})

t.test('ends a load that takes too long, also when the adapter does not heed its signal', async t => {
  const place = placeWith(100)
  place.beforeRow = index => (index === 50 ? new Promise(() => {}) : undefined)
  const holder = createHolder(t, place, { config: { poll_seconds: 60, min_share: 0.7, timeout_ms: 50 } })
  await holder.refresh('test')
  t.match(holder.refused(), { message: /could not be read within 50 ms \(load\)$/ })
  place.beforeRow = () => {}
  await holder.refresh('test')
  t.equal(holder.current()?.info.rows, 100)
})

t.test('survives a restart, and does not read again what it has', async t => {
  const place = placeWith(100)
  const first = createHolder(t, place)
  await first.refresh('test')
  await first.close()
  place.fault = fault('unreachable', 'is away')
  const second = createHolder(t, place, { folder: first.folder })
  t.equal(second.current()?.info.rows, 100, 'before it has looked at anything')
  place.fault = undefined
  await second.refresh('test')
  t.same(place.read, ['night 1'])
})

t.test('reads a version again when it would be mapped otherwise', async t => {
  const place = placeWith(100)
  const first = createHolder(t, place, { mapping: 'pbb.1.x' })
  await first.refresh('test')
  await first.close()
  const second = createHolder(t, place, { folder: first.folder, mapping: 'pbb.2.x' })
  t.equal(second.current()?.info.rows, 100, 'the one that is there serves until then')
  await second.refresh('test')
  await second.refresh('test')
  t.equal(place.read.length, 2)
  t.equal(second.current()?.info.mapping, 'pbb.2.x')
})

t.test('ends what is under way when it is closed, and leaves nothing', async t => {
  const place = placeWith(5_000)
  const holder = createHolder(t, place)
  let closing: Promise<void> | undefined
  place.beforeRow = index => {
    if (index === 4_000) closing = holder.close()
  }
  await holder.refresh('test')
  await closing
  t.equal(holder.refusals.length, 0, 'that is no fault of the system')
  t.same(readdirSync(holder.folder), [])
  await holder.refresh('test')
  t.equal(place.looks, 1, 'a closed one looks no more')
})

t.test('lets its successor load while it is closed', async t => {
  const folder = newFolder(t)
  const place = placeWith(5_000)
  const old = createHolder(t, place, { folder })
  const loading = old.refresh('old')
  const successor = createHolder(t, createPlaceLike(place), { folder })
  await Promise.all([successor.refresh('new'), old.close(), loading])
  t.equal(successor.current()?.info.rows, 5_000)
  t.equal(successor.refusals.length, 0)
  t.equal(readdirSync(folder).length, 1)
})

t.test('gives others a turn while it reads many rows', async t => {
  const place = placeWith(20_000)
  const holder = createHolder(t, place)
  let turns = 0
  const timer = setInterval(() => {
    turns++
  }, 1)
  await holder.refresh('test')
  clearInterval(timer)
  t.equal(holder.current()?.info.rows, 20_000)
  t.ok(turns > 20, `${turns} turns`)
})

function createPlaceLike({ drop }: Place): Place {
  const place = createPlace()
  place.drop = drop
  return place
}
