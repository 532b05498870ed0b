import { createConnection } from 'mysql2/promise'
import t from 'tap'
import { adapter } from '../../../adapters/musrenbang/index.ts'
import { createDrifts, type DriftEvent } from '../../../src/features/drift/drift.ts'
import { createMappingLines } from '../../../src/features/drift/mapping-lines.ts'
import { looking } from '../../../src/gateway/systems/drift-watch.ts'
import { call, type Columns, knownRows, makeDatabase, open, proposals,
  settingsOf } from '../../adapters/musrenbang/surroundings.ts'
import { addressOf } from '../../kit/connectors/sql/surroundings.ts'
import { mariadb } from '../../services.ts'
import { startJobs } from '../../suites/jobs.ts'
import { sqlitePlace } from '../../suites/stores.ts'

const schema = 'satu_drifting'
const url = await mariadb()
const rows = Array.from({ length: 60 },
  (_, index): Columns => ({ ...knownRows[0], ID_USULAN: 1_000 + index, USULAN: `Usulan ${index}`,
    TGL_INPUT: '2014-01-01 00:00:00', TGL_UBAH: '2014-02-01 00:00:00' }))
await makeDatabase(url, schema, rows)

t.test('a column of a database that holds something else is told, with the line that reads it', async t => {
  const store = await (await sqlitePlace(t)).open()
  const told: DriftEvent[] = []
  const drifts = createDrifts({
    store,
    jobs: startJobs(t, store),
    lines: createMappingLines('adapters'),
    log: { warn: () => {} },
    append: async (_, ...events) => {
      told.push(...events)
    },
    settings: () => ({ enabled: true, warm_up_records: 100 }),
    times: { syncMs: 3_600_000, quietMs: 0, paceMs: 0, pauseTimes: 0 }
  })
  t.teardown(() => drifts.close())
  const client = open(settingsOf(addressOf(url), { schema }))
  t.teardown(() => adapter.close(client))
  const watch = drifts.watch('participation', 'musrenbang')
  const read = async (): Promise<void> => {
    await looking(watch, 'proposals', () => proposals.list(client, { offset: 0, limit: 50, filters: {} }, call()))
    await drifts.settled()
  }
  for (let times = 0; times < 5; times++) await read()
  t.same(await drifts.list('participation', 'all'), [])

  const database = await createConnection(url)
  t.teardown(() => database.end())
  await database.query(`ALTER TABLE ${schema}.DAT_USULAN MODIFY ANGGARAN VARCHAR(40)`)
  await database.query(`UPDATE ${schema}.DAT_USULAN SET ANGGARAN = CONCAT(ANGGARAN, ' juta')`)
  for (let times = 0; times < 4; times++) await read()
  t.match(await drifts.list('participation', 'open'), [{ kind: 'new_type', path: '[].ANGGARAN', detail: 'text',
    sample: '9(8).99 aaaa', mapping: /adapters\/musrenbang\/map\.ts/ }])
  t.match(told, [{ type: 'system.drifted',
    data: { field: '[].ANGGARAN', mapping: /^adapters\/musrenbang\/map\.ts:\d+$/ } }])
})
