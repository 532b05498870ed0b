import t from 'tap'
import { digestDue } from '../../../src/features/alerts/digest.ts'
import { messageOf } from '../../../src/features/alerts/message.ts'
import type { AlertView, NoticeBody } from '../../../src/features/alerts/notices.ts'
import { createEvents } from '../../../src/gateway/events/events.ts'
import { until } from '../../services/wait.ts'
import { createSystems, onlyDown, SECRET, startAlerts } from '../../suites/alerts-city.ts'
import { contract } from '../../suites/core/hub.ts'
import { startReceiver } from '../../suites/receiver.ts'
import { overEachStore } from '../../suites/stores.ts'

const at = (text: string): number => Date.parse(`${text}+07:00`)
const place = { city: 'Kota Contoh', publicUrl: undefined }

t.test('the digest is due at its time of day, on its days, and not at noon', t => {
  const digest = { at: '06:30', days: ['mon', 'tue', 'wed', 'thu', 'fri'] as const }
  const due = (time: string) => digestDue({ ...digest, days: [...digest.days] }, at(time))
  t.equal(due('2026-11-30T06:29:59'), undefined)
  t.same(due('2026-11-30T06:30:00'), { at: at('2026-11-30T06:30:00'), before: at('2026-11-27T06:30:00') },
    'on Monday it tells of the weekend')
  t.same(due('2026-12-01T08:29:00'), { at: at('2026-12-01T06:30:00'), before: at('2026-11-30T06:30:00') })
  t.equal(due('2026-12-01T08:30:00'), undefined)
  t.equal(due('2026-11-29T06:30:00'), undefined, 'it is Sunday')
  t.same(digestDue({ at: '23:30', days: ['sat'] }, at('2026-11-29T00:30:00'))?.at, at('2026-11-28T23:30:00'),
    'one of Saturday night may be sent on Sunday')
  t.end()
})

overEachStore(async (t, storePlace) => {
  const store = await storePlace.open()
  t.test('a digest tells how it was, once, whoever begins anew meanwhile', async t => {
    const receiver = await startReceiver(t)
    const now = Date.now()
    const wib = new Date(now + 7 * 3_600_000 - 60_000).toISOString().slice(11, 16)
    const systems = createSystems(['lapor', 'permits'], {
      alerts: { language: 'en', receivers: { duty: { webhook: { url: receiver.url, secret: SECRET } } },
        rules: onlyDown, digest: { at: wib, days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] } }
    })
    const row = { rule: 'system-down', kind: 'system_down', severity: 'page', agency: null, value: null, told: '{}',
      acknowledged_by: null, acknowledged_at: null, acknowledged_reason: null }
    const hour = 3_600_000
    await store.write(async db => {
      await db.insertInto('alerts').values([
        { ...row, key: 'system-down lapor', subject: 'lapor', system: 'lapor', since: now - 5 * hour,
          fired_at: now - 5 * hour, resolved_at: now - 4 * hour },
        { ...row, key: 'system-down lapor', subject: 'lapor', system: 'lapor', since: now - 3 * hour,
          fired_at: now - 3 * hour, resolved_at: now - 2 * hour },
        { ...row, key: 'system-down permits', subject: 'permits', system: 'permits', since: now - 48 * hour,
          fired_at: now - 48 * hour, resolved_at: now - 40 * hour }
      ]).execute()
      const submission = {
        consumer: 'app',
        request_id: 'r',
        resource: 'complaints',
        action: 'create',
        record_key: null,
        body: '{}',
        attempts: 1,
        sent_at: 0,
        due_at: now + hour,
        lease_owner: null,
        lease_until: 0,
        accepted_at: now,
        changed_at: now,
        delivered_at: null,
        made_key: null,
        reference: null,
        problem: null
      }
      await db.insertInto('submissions').values([
        { ...submission, id: 's1', subject: 's1', system: 'lapor', state: 'parked' },
        { ...submission, id: 's2', subject: 's2', system: 'lapor', state: 'accepted' },
        { ...submission, id: 's3', subject: 's3', system: 'lapor', state: 'uncertain' }
      ]).execute()
      await createEvents({ store, contract }).append(db, { type: 'system.drifted', system: 'permits',
        subject: 'permits', time: now - hour, data: {} })
    })
    const start = (): ReturnType<typeof startAlerts> => {
      const started = startAlerts(t, store, systems)
      started.overdue.set('SKPD-DISHUB', 7).set('SKPD-DPU', 12)
      return started
    }
    const first = start()
    await receiver.until(1)
    await first.alerts.close()
    const second = start()
    await until(() => second.alerts.families().length > 0)
    for (let i = 0; i < 10; i++) await second.alerts.list({ all: false, limit: 1, after: undefined })
    t.equal(receiver.received.length, 1)
    const message = JSON.parse(receiver.received[0]!.body) as { type: string; title: string; text: string;
      digest: object }
    t.equal(message.type, 'satu.digest')
    t.match(message.digest, {
      down: [{ name: 'lapor', times: 2, seconds: 7_200, isDown: false }],
      firing: 0,
      waiting: [{ name: 'lapor', count: 2 }],
      parked: [{ name: 'lapor', count: 1 }],
      overdue: [{ name: 'Dinas Pekerjaan Umum', count: 12 }, { name: 'Dinas Perhubungan', count: 7 }],
      drift: ['permits'],
      silences: 0
    })
    t.match(message.title, /^Satu Kota Contoh: Digest of the morning \d{4}-\d\d-\d\d$/)
    t.match(message.text, 'Systems that were down: 1\n  lapor: 2 h, 2 times\n')
    t.match(message.text, 'Past their legal time: 19\n  Dinas Pekerjaan Umum: 12\n')
  })
})

const view = (more: Partial<AlertView>): AlertView => ({ id: 'alt-1', rule: 'r', kind: 'system_down', severity: 'page',
  subject: 'lapor', name: 'LAPOR!', since: at('2026-11-29T08:00:00'), firedAt: at('2026-11-29T08:00:03'), resources: [],
  consumers: 0, ...more })

t.test('every kind has its words in both languages, with what was counted', t => {
  const values: Record<string, number> = { error_rate: 0.25, stale: 7_200, overdue: 30, parked: 2, waiting: 18_000,
    quarantined: 140, disk: 0.06, store: 1, certificate: 3 }
  for (const [language, expected] of Object.entries({
    id: ['LAPOR! tidak menjawab', '25 % panggilan ke LAPOR! gagal', 'Data LAPOR! yang disajikan sudah lama (2 jam)',
      'LAPOR!: 30 pengaduan atau permohonan lewat waktu', '2 kiriman ke LAPOR! menunggu keputusan petugas',
      'Kiriman ke LAPOR! tertahan (5 jam)', '140 kali data LAPOR! tidak sesuai kontrak', 'Bentuk data LAPOR! berubah',
      'Ruang disk hampir habis: tersisa 6 %', 'Penyimpanan penuh: tidak ada yang dapat diterima',
      'Sertifikat LAPOR! berakhir dalam 3 hari'],
    en: ['LAPOR! does not answer', '25 % of the calls to LAPOR! fail', 'What is served of LAPOR! is old (2 h)',
      'LAPOR!: 30 complaints or requests are past their legal time', '2 deliveries to LAPOR! wait for a person',
      'Deliveries to LAPOR! are late (5 h)', '140 times a record of LAPOR! did not fit the contract',
      'The form of the data of LAPOR! has changed', 'The disk is nearly full: 6 % is free',
      'The store is full: nothing can be accepted', 'The certificate of LAPOR! ends in 3 days']
  })) {
    const kinds = ['system_down', 'error_rate', 'stale', 'overdue', 'parked', 'waiting', 'quarantined', 'drift', 'disk',
      'store', 'certificate']
    const titles = kinds.map(kind => {
      const body: NoticeBody = { kind: 'alerts', alerts: {
        firing: [view({ kind, severity: 'ticket', ...(values[kind] !== undefined && { value: values[kind] }) })],
        again: [],
        resolved: [],
        more: 0
      } }
      return messageOf(body, language as 'id' | 'en', place, at('2026-11-29T08:05:00')).title.replace(
        'Satu Kota Contoh: ',
        ''
      )
    })
    t.same(titles, expected)
  }
  t.end()
})

t.test('what began, what goes on and what is over stand in one message', t => {
  const body: NoticeBody = {
    kind: 'alerts',
    alerts: { firing: [view({}), view({ kind: 'parked', severity: 'ticket', name: 'SiCANTIK', value: 2 })],
      again: [view({ name: 'SIAK' })], resolved: [view({ name: 'PPID', resolvedAt: at('2026-11-29T08:04:00') })],
      more: 3 }
  }
  const { title, lines } = messageOf(body, 'en', { city: 'Kota Contoh', publicUrl: 'https://satu.example.go.id' },
    at('2026-11-29T08:05:00'))
  t.equal(title, 'Satu Kota Contoh: [NOW] LAPOR! does not answer; 2 deliveries to SiCANTIK wait for a person')
  t.same(lines, [
    '[NOW] LAPOR! does not answer',
    '  Since 2026-11-29 08:00 WIB (5 min)',
    '  What to do: docs/alerts.md#system_down',
    '[TODAY] 2 deliveries to SiCANTIK wait for a person',
    '  Since 2026-11-29 08:00 WIB (5 min)',
    '  What to do: docs/alerts.md#parked',
    '',
    'Still going on',
    '',
    '[NOW] SIAK does not answer',
    '  Since 2026-11-29 08:00 WIB (5 min)',
    '  What to do: docs/alerts.md#system_down',
    '',
    'Over',
    '',
    'PPID does not answer',
    '  Over 2026-11-29 08:04 WIB, after 4 min',
    '',
    'and 3 more',
    '',
    'Command Center: https://satu.example.go.id/command-center'
  ])
  t.end()
})
