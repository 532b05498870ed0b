import t from 'tap'
import { column, createDataset, untilDataset } from '../suites/core/dataset.ts'
import { startHub } from '../suites/core/hub.ts'
import { complaintRow, createLegacy } from '../suites/core/legacy.ts'
import { day } from '../suites/core/random-city.ts'
import { run } from './terminal.ts'

const legacy = createLegacy({ id: 'a', prefix: 'AAAA', order: 'updated',
  rows: Array.from({ length: 12 }, (_, i) => complaintRow(String(100_012 - i), day(20 - i))) })
const hub = await startHub(t, [legacy], {
  datasets: {
    complaints: createDataset({ resource: 'complaints', title: { id: 'Pengaduan', en: 'Complaints' },
      columns: [column('id', { title: { id: 'Kode', en: 'Id' } }),
        column('source.updated_at', { name: 'changed', title: { id: 'Berubah', en: 'Changed' } })] })
  }
})
await untilDataset(hub, 'complaints')
const env = { SATU_URL: hub.url }

t.test('datasets are listed for anybody, with how they stand', async t => {
  const { code, out, err } = await run('data list', env)
  t.same([code, err], [0, []])
  t.match(out, [/^DATASET +STATE +ROWS +CHANGED +CHECKED +FORMATS$/,
    /^complaints +current +12 +\d{4}-\d\d-\d\d [\d:]{8} +\d{4}-\d\d-\d\d [\d:]{8} +csv json xlsx parquet$/])
})

t.test('one is shown with its columns', async t => {
  const { code, out } = await run('data show complaints', env)
  t.equal(code, 0)
  const text = out.join('\n')
  t.match(text, /^title +Pengaduan \(Complaints\)$/m)
  t.match(text, /^rows +12$/m)
  t.match(text, /^files +csv 1 KiB, json \d+ KiB/m)
  t.match(text, /^COLUMN +TYPE +UNIT +MEANING\nid +text +- +Id\nchanged +timestamp +- +Changed$/m)
})

t.test('the editions that are kept are listed by day', async t => {
  t.match((await run('data history complaints', env)).out, [/^DAY +ROWS +MADE +FILES$/,
    /^\d{4}-\d\d-\d\d +12 +\d{4}-\d\d-\d\d [\d:]{8} +csv/])
})

t.test("a dataset that there is not is told in the hub's words, and no name is a wrong command line", async t => {
  t.match(await run('data show nothing', env), { code: 1, err: [/^satu data show: 404 not_found: /] })
  t.match(await run('data history', env), { code: 2, err: [/name one dataset/, /help/] })
  t.match(await run('data list', { SATU_URL: 'http://127.0.0.1:1' }), { code: 1, err: [/no hub answers/] })
})
