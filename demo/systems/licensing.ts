import type { Answer } from '../answer.ts'
import type { DemoCity } from '../city/city.ts'
import type { Exchange, LegacyProtocol } from '../legacy-system.ts'
import { whenAsked } from '../when-asked.ts'
import { type Application, createLicensingData, type Decree } from './licensing-data.ts'
import { type Grid, readGrid } from './licensing-grid.ts'
import { type Deployment, deployments, permitTypes } from './licensing-tables.ts'
import { spellMoment, sqlTime } from './licensing-texts.ts'
import { createLicensingWrites, failed, refusals, type Sent } from './licensing-writes.ts'

export interface LicensingOptions {
  id: 'licensing-a' | 'licensing-b'
  now?: () => number
}

const json = (value: unknown, status = 200): Answer => ({
  status,
  headers: { 'content-type': 'application/json', 'x-powered-by': 'PHP/5.3.29' },
  body: JSON.stringify(value)
})

// Every operation by its path; what follows is its parameter. Those that write stand in front: they are POSTs alone.
const operations = {
  daftar: /^\/api\/permohonan\/pendaftaran(\/?)$/,
  batal: /^\/api\/permohonan\/batal(?:\/(.*))?$/,
  berkas: /^\/api\/permohonan\/berkas(?:\/(.*))?$/,
  pendaftaran: /^\/api\/permohonan\/pendaftaran(?:\/(.*))?$/,
  referensi: /^\/api\/permohonan\/referensi(?:\/(.*))?$/,
  cek: /^\/api\/permohonan\/cek(?:\/(.*))?$/,
  perizinan: /^\/api\/perizinan\/jenis\/?$/,
  grid_permohonan: /^\/permohonan\/list_data\/?$/,
  grid_sk: /^\/penerbitan\/list_data\/?$/
} as const
const writes: readonly string[] = ['daftar', 'batal', 'berkas']

/**
 * A licensing office: SiCANTIK's tables behind a PHP REST controller and DataTables grids. That applications are
 * registered by a POST is known; that they are withdrawn, get files and are looked up by the sender's number is a
 * plausible simulation.
 */
export function createLicensingSystem(city: DemoCity, { id, now = Date.now }: LicensingOptions): LegacyProtocol {
  const deployment = deploymentOf(id)
  const sent: Sent[] = []
  const office = whenAsked(() => {
    const data = createLicensingData(city, deployment)
    const { applications, decrees } = data
    const byNumber = new Map(applications.map(application => [application.pendaftaran_id, application]))
    byNumber.delete('')
    return { applications, decrees, byNumber, decreeOf: new Map(decrees.map(decree => [decree.application, decree])),
      desk: createLicensingWrites({ deployment, data, byNumber, sent, now, json }) }
  })

  function answer(exchange: Exchange): Answer {
    const { name, parameter } = route(exchange)
    // The controller was told to answer 200 always, for the sake of an old client.
    if (exchange.url.searchParams.get('key') !== deployment.key)
      return json({ status: false, error: 'Invalid API Key.' })
    const { applications, decrees, byNumber, decreeOf, desk } = office()
    switch (name) {
      case 'pendaftaran': {
        if (parameter === '') return { status: 400, body: '' }
        const found = byNumber.get(parameter)
        return found === undefined
          ? json({ error: 'Tidak ada data..' }, 404)
          : json([registration(found, decreeOf.get(found))])
      }
      case 'daftar':
        return desk.register(exchange)
      case 'batal':
        return desk.withdraw(parameter, exchange)
      case 'berkas':
        return desk.attach(parameter, exchange)
      case 'referensi': {
        const found = desk.sentAs(parameter)
        return found.length === 0
          ? json({ error: 'Tidak ada data..' }, 404)
          : json(found.map(({ jenis, no_pendaftaran, no_referensi }) => ({ jenis, no_pendaftaran, no_referensi })))
      }
      case 'cek':
        return json(check(byNumber.get(parameter)))
      case 'perizinan':
        return json(permitTypes.map(type => permitType(type, deployment)))
      case 'grid_permohonan':
        return json(readGrid(applicationGrid(applications), exchange.url.searchParams))
      case 'grid_sk':
        return json(readGrid(decreeGrid(decrees), exchange.url.searchParams))
      default:
        return { status: 404, headers: { 'content-type': 'text/html' },
          body: '<html><body><h1>404 Page Not Found</h1></body></html>' }
    }
  }

  return {
    id,
    operation: exchange => route(exchange).name,
    answer,
    failure: exchange =>
      json(
        writes.includes(route(exchange).name)
          ? failed()
          : { status: false, error: 'Terjadi kesalahan pada basis data.' }
      ),
    refusal(exchange) {
      const errors = refusals[route(exchange).name]
      return errors && json(failed(errors))
    },
    records: () => sent,
    environment: url => ({ [`${deployment.environmentPrefix}_URL`]: url,
      [`${deployment.environmentPrefix}_KEY`]: deployment.key })
  }
}

function deploymentOf(id: string): Deployment {
  const deployment = deployments.find(candidate => candidate.id === id)
  if (deployment === undefined) throw new Error(`no such licensing deployment: ${id}`)
  return deployment
}

function route(
  { url, request: { method } }: Exchange
): { name: keyof typeof operations | 'unknown'; parameter: string } {
  for (const [name, path] of Object.entries(operations)) {
    const match = path.exec(url.pathname)
    if (match !== null && writes.includes(name) === (method === 'POST'))
      return { name: name as keyof typeof operations, parameter: safeDecode(match[1] ?? '') }
  }
  return { name: 'unknown', parameter: '' }
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function registration(application: Application, decree: Decree | undefined): Record<string, unknown> {
  return {
    id: String(application.id),
    no_pendaftaran: application.pendaftaran_id,
    sts_berkas: application.status_berkas,
    approve: decree === undefined ? '0' : '1',
    nama: application.n_pemohon,
    telp: application.telp_pemohon,
    alamat: application.a_pemohon,
    permohonan: application.permohonan,
    n_kelompok_izin: application.n_kelompok_izin,
    kd_status: application.status.id,
    tracking: application.tracking.map(({ status, from, to }, i) => ({
      kd_status: status.id,
      tr_name: status.label,
      tr_activiti: i === 0 ? 'Berkas diterima' : '',
      d_entry_awal: spellMoment(from, i + application.id),
      d_entry: to === undefined ? '0000-00-00 00:00:00' : sqlTime(to)
    })),
    no_surat: decree?.no_surat ?? '-',
    tgl_surat: decree?.tgl_surat ?? '0000-00-00'
  }
}

const checkFields = ['n_perizinan', 'n_pemohon', 'a_pemohon', 'telp_pemohon', 'n_perusahaan', 'a_perusahaan', 'npwp',
  'd_terima_berkas', 'status_berkas', 'permohonan', 'kd_gerai', 'c_status_bayar', 'c_izin_selesai', 'd_selesai_proses',
  'jumlah', 'd_entry'] as const

/** Says 200 whether there is such an application or not. */
function check(application: Application | undefined): Record<string, string> {
  const fields = Object.fromEntries(checkFields.map(field => [field, application?.[field] ?? '-']))
  return {
    pendaftaran_id: application?.pendaftaran_id ?? 'DATA TIDAK DITEMUKAN',
    kd_status: application?.status.id ?? '-',
    n_status: application?.status.label ?? '-',
    ...fields
  }
}

function permitType(
  [id, name, , group, days]: (typeof permitTypes)[number],
  deployment: Deployment
): Record<string, unknown> {
  return {
    id: deployment.numericPermitIds ? Number(id) : id,
    n_perizinan: name,
    n_kelompok_izin: group,
    v_hari: String(days),
    c_aktif: id === '012' && deployment.id === 'licensing-b' ? '0' : '1',
    d_entry: '2024-01-02 08:00:00'
  }
}

/** What the pages' templates do to every value. */
const html = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll(
    "'",
    '&#039;'
  )

const link = (application: Application): string =>
  `<a href="/permohonan/edit/${application.id}" title="Ubah">${application.pendaftaran_id}</a>`

function applicationGrid(rows: readonly Application[]): Grid<Application> {
  return {
    rows,
    timeColumn: 18,
    cells: (row, position) => [
      String(position),
      link(row),
      row.n_perizinan,
      html(row.n_pemohon),
      html(row.a_pemohon),
      row.telp_pemohon,
      html(row.n_perusahaan),
      html(row.a_perusahaan),
      row.npwp,
      row.d_terima_berkas,
      `<span class="sts" id="sts-${row.status.id}">${html(row.status.label)}</span>`,
      row.status_berkas,
      row.permohonan,
      row.kd_gerai,
      row.c_status_bayar,
      row.c_izin_selesai,
      row.d_selesai_proses,
      row.jumlah,
      row.d_entry,
      `<a href="/permohonan/cetak/${row.id}"><img src="/img/print.png"/></a>`
    ]
  }
}

function decreeGrid(rows: readonly Decree[]): Grid<Decree> {
  return {
    rows,
    timeColumn: 13,
    cells: ({ application, ...row }, position) => [
      String(position),
      link(application),
      row.no_surat,
      row.no_surat_edit,
      row.tgl_surat,
      row.tgl_surat_edit,
      application.n_perizinan,
      html(application.n_pemohon),
      html(application.a_pemohon),
      html(application.n_perusahaan),
      html(application.a_perusahaan),
      row.d_berlaku,
      row.c_status,
      row.d_entry
    ]
  }
}
