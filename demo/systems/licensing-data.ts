import type { DemoCity } from '../city/city.ts'
import { typedBusiness, typedPerson, type Witness } from '../city/clerks.ts'
import type { Business, Person } from '../city/inhabitants.ts'
import { createRandom, type Random } from '../city/random.ts'
import { type Deployment, permitTypes, type StatusRow } from './licensing-tables.ts'
import { mojibake, rupiah, spellAddress, spellDay, spellMoment, spellPhone } from './licensing-texts.ts'

/** One step in tmtrackingperizinan. */
export interface Tracking {
  status: StatusRow
  from: Date
  to: Date | undefined
}

/** tmpermohonan with the tables around it, as the legacy pages show them. */
export interface Application {
  id: number
  pendaftaran_id: string
  n_perizinan: string
  n_kelompok_izin: string
  n_pemohon: string
  a_pemohon: string
  telp_pemohon: string
  n_perusahaan: string
  a_perusahaan: string
  npwp: string
  d_terima_berkas: string
  status: StatusRow
  status_berkas: string
  permohonan: string
  kd_gerai: string
  c_status_bayar: string
  c_izin_selesai: string
  d_selesai_proses: string
  jumlah: string
  d_entry: string
  changed: Date
  tracking: Tracking[]
}

/** tmsk: a decree. */
export interface Decree {
  application: Application
  no_surat: string
  no_surat_edit: string
  tgl_surat: string
  tgl_surat_edit: string
  d_berlaku: string
  c_status: string
  d_entry: string
  changed: Date
}

export interface LicensingData {
  /** Last change first. */
  applications: Application[]
  decrees: Decree[]
}

const count = 2_500
const firstDay = '2024-01-02'
const lastMoment = new Date('2026-11-20T15:59:59Z')
const day = 24 * 3_600_000

/** Numbers that both deployments gave out for different applications. */
const sharedSerials = [101, 777, 1313, 2024]

export function createLicensingData(
  city: DemoCity,
  deployment: Deployment,
  witness: Witness = () => {}
): LicensingData {
  const random = createRandom(city.seed + deployment.seed)
  const shared = createRandom(`${city.seed}shared numbers`)
  const adults = city.people.filter(person => person.birthDate < '2005')
  const applications: Application[] = []
  const decrees: Decree[] = []

  for (let i = 1; i <= count; i++) {
    const source = sharedSerials.includes(i) ? shared : random
    const type = source.pick(permitTypes)
    const received = inOfficeHours(source, source.date(firstDay, '2026-11-19'))
    const business = random.chance(0.8) ? random.pick(city.businesses) : undefined
    const person = business?.owner ?? random.pick(adults)
    const typed = { person: typedPerson(city, `${deployment.id} ${i}`, person),
      business: business && typedBusiness(city, `${deployment.id} ${i}`, business) }
    const application = createApplication(random, deployment, { index: i, type, received, ...typed })
    applications.push(application)
    witness('licence-applications', application.pendaftaran_id, { person, business })
    if (application.status === deployment.statuses.handover) {
      decrees.push(createDecree(random, deployment, application, type[2]))
      witness('licences', application.pendaftaran_id, { person, business })
    }
  }
  damage(applications, deployment)
  const byChange = (a: { changed: Date }, b: { changed: Date }): number => b.changed.getTime() - a.changed.getTime()
  return { applications: applications.sort(byChange), decrees: decrees.sort(byChange) }
}

function inOfficeHours(random: Random, at: Date): Date {
  at.setUTCHours(random.integer(8, 15), random.integer(0, 59), random.integer(0, 59))
  return at
}

interface Seed {
  index: number
  type: (typeof permitTypes)[number]
  received: Date
  business: Business | undefined
  person: Person
}

function createApplication(
  random: Random,
  deployment: Deployment,
  { index, type, received, business, person }: Seed
): Application {
  const [code, name, , group, days, hasFee] = type
  const tracking = createTracking(random, deployment, received, hasFee)
  const last = tracking.at(-1) as Tracking
  const changed = last.from
  const done = last.status === deployment.statuses.handover
  const paid = done || (['granted', 'making'] as const).some(step => last.status === deployment.statuses[step])
  const style = random.integer(0, 4)
  const stamp = spellDay(received, 1).replaceAll('-', '')
  const approved = last.status === deployment.statuses.granted && random.chance(0.6)
  return {
    id: index,
    pendaftaran_id: `${String(index).padStart(5, '0')}${code}${stamp}`,
    n_perizinan: name,
    n_kelompok_izin: group,
    n_pemohon: random.chance(0.05) ? `${person.name.toLowerCase()} ` : person.name,
    a_pemohon: spellAddress(random, person.address),
    telp_pemohon: spellPhone(random, person.phone),
    n_perusahaan: business === undefined ? '-' : random.chance(0.015) ? mojibake(business.name) : business.name,
    a_perusahaan: business === undefined ? '-' : spellAddress(random, business.address),
    npwp: business === undefined ? '' : random.chance(0.08) ? '00.000.000.0-000.000' : business.npwp,
    d_terima_berkas: spellDay(received, style),
    status: last.status,
    status_berkas: approved
      ? 'Izin Disetujui'
      : last.status === deployment.statuses.rejected && random.chance(0.3)
      ? 'Izin Ditolak FO'
      : 'proses',
    permohonan: deployment
      .kinds[random.pick(['new', 'new', 'new', 'amendment', 'renewal', 'renewal', 'reregistration'] as const)],
    kd_gerai: random.chance(0.55) ? 'OnLine' : random.chance(0.5) ? '' : random.pick(deployment.branches),
    c_status_bayar: hasFee && paid ? '1' : '0',
    c_izin_selesai: done && random.chance(0.7) ? '1' : '0',
    d_selesai_proses: random.chance(0.1)
      ? '0000-00-00'
      : spellDay(new Date(received.getTime() + days * 1.5 * day), style + 1),
    jumlah: hasFee ? rupiah(random.integer(5, 900) * 5_000) : '',
    d_entry: spellMoment(changed, index),
    changed,
    tracking
  }
}

function createTracking(random: Random, deployment: Deployment, received: Date, hasFee: boolean): Tracking[] {
  const { statuses } = deployment
  const way = deployment.way.filter(step => hasFee || (step !== 'bill' && step !== 'cashier'))
  const tracking: Tracking[] = []
  const rejectAt = random.chance(0.12) ? random.integer(1, 5) : Infinity
  const stuckAt = random.chance(0.18) ? random.integer(0, way.length - 2) : Infinity
  let from = received
  for (const [i, step] of way.entries()) {
    const status = i === rejectAt ? statuses.rejected : statuses[step]
    const to = inOfficeHours(random, new Date(from.getTime() + random.integer(1, 4) * day))
    const ends = i === way.length - 1 || i === rejectAt || i === stuckAt || to > lastMoment
    tracking.push({ status, from, to: ends ? undefined : to })
    if (ends) break
    from = to
  }
  if (tracking.length === 1 && random.chance(0.4)) return [{ status: statuses.draft, from: received, to: undefined }]
  return tracking
}

function createDecree(random: Random, deployment: Deployment, application: Application, short: string): Decree {
  const { changed } = application
  const style = random.integer(0, 4)
  const edited = random.chance(0.06)
  const number = (suffix: string): string =>
    `503/${short}-${String(application.id).padStart(5, '0')}${suffix}/${deployment.office}/${changed.getUTCFullYear()}`
  const until = new Date(changed.getTime() + random.pick([1, 2, 3, 5]) * 365 * day)
  const perpetual = random.chance(0.25)
  const expired = !perpetual && until < lastMoment
  return {
    application,
    no_surat: number(''),
    no_surat_edit: edited ? number('.R') : '',
    tgl_surat: spellDay(changed, style),
    tgl_surat_edit: edited ? spellDay(new Date(changed.getTime() + 2 * day), style) : '0000-00-00',
    d_berlaku: perpetual ? 'Selama usaha berjalan' : random.chance(0.04) ? '0000-00-00' : spellDay(until, style + 2),
    c_status: expired ? '4' : random.chance(0.03) ? random.pick(['2', '3', '2', '3', '7']) : '1',
    d_entry: spellMoment(changed, application.id),
    changed
  }
}

/** What years of use leave behind: codes nobody explains, rows without a number or a date. */
function damage(applications: Application[], deployment: Deployment): void {
  const byAge = [...applications].sort((a, b) => b.changed.getTime() - a.changed.getTime())
  for (const [i, application] of byAge.entries()) {
    if (i % 211 === 40) application.status = { id: '99', label: deployment.id === 'licensing-a' ? 'Arsip' : '' }
    if (i % 487 === 12) application.d_terima_berkas = '0000-00-00'
    if (i % 811 === 30) application.pendaftaran_id = ''
    if (i % 997 === 55) application.pendaftaran_id = application.pendaftaran_id.slice(0, 5)
  }
}
