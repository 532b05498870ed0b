import type { DemoCity } from '../city/city.ts'
import type { Witness } from '../city/clerks.ts'
import { createRandom, type Random } from '../city/random.ts'
import { createHolders, type Holder } from './transport-holders.ts'
import { addDays, type Dated, isoDay, type Izin, LAST_CHANGE, newestFirst, slashed } from './transport-permits.ts'
import { PERMIT_TYPES } from './transport-types.ts'

/** A row of the table of applications. */
export interface Permohonan extends Holder {
  NO_AGENDA: string
  NOMOR_IZIN: string
  KD_JENIS: string
  NM_JENIS: string
  JNS_MOHON: string
  LOKET: string
  KD_STATUS: string
  KET_STATUS: string
  TGL_MASUK: string
  TGL_JANJI: string
  TGL_PUTUS: string
  BIAYA: string
  LUNAS: string
  TGL_UBAH: string
}

const IN_PROCESS = 420
const STEPS: readonly (readonly [code: string, label: string])[] = [
  ['1', 'BERKAS MASUK'],
  ['2', 'PEMERIKSAAN BERKAS'],
  ['3', 'BERKAS KURANG'],
  ['4', 'UJI LAPANGAN'],
  ['5', 'MENUNGGU RETRIBUSI'],
  ['6', 'DISETUJUI'],
  ['9', 'DITOLAK'],
  ['10', 'DIBATALKAN PEMOHON']
]
const KINDS = ['BARU', 'BARU', 'PERPANJANGAN', 'PERPANJANGAN', 'PERUBAHAN', 'DAFTAR ULANG']
const COUNTERS = ['ONLINE', 'ONLINE', 'LOKET', 'UPT LEUWIPANJANG']
const LICENSED = PERMIT_TYPES.filter(type => type.STATUS === 'Y')

/** Positions of the rows with a defect. */
const DEFECTS: Readonly<Record<number, Partial<Permohonan>>> = {
  61: { KD_STATUS: '77', KET_STATUS: 'TUNDA (LAMA)' },
  122: { TGL_MASUK: '00/00/0000' },
  183: { BIAYA: 'gratis' },
  244: { TGL_JANJI: '30/02/2026' },
  305: { JNS_MOHON: 'BALIK NAMA' },
  366: { KD_JENIS: '' }
}

/**
 * All applications, newest change first: those in process or refused, and those behind the permits issued since
 * the counter keeps an agenda. The permits get the agenda numbers.
 */
export function createApplications(
  city: DemoCity,
  permits: readonly Dated<Izin>[],
  witness: Witness = () => {}
): Dated<Permohonan>[] {
  const random = createRandom(`${city.seed}dishub permohonan`)
  const nextHolder = createHolders(city, random, 'permohonan')
  const applications: Dated<Permohonan>[] = []
  for (let index = 0; index < IN_PROCESS; index++) {
    const { holder, who } = nextHolder()
    const { row, changedOn } = drawOpen(index, holder, random)
    applications.push({ row: { ...row, ...DEFECTS[index] }, changedOn })
    witness('licence-applications', row.NO_AGENDA, who)
  }
  for (const { row, changedOn } of permits) {
    const issuedOn = /^(\d\d)\/(\d\d)\/(202[56])$/.exec(row.TGL_TERBIT)
    if (!issuedOn || row.NOMOR_IZIN === '' || row.NO_AGENDA !== '' || row.NM_PEMILIK === '') continue
    const [, day, month, year] = issuedOn
    row.NO_AGENDA = agendaNumber(applications.length, String(year))
    applications.push({ row: issuedFrom(row, `${year}-${month}-${day}`, changedOn, random), changedOn })
  }
  return applications.sort(newestFirst)
}

function drawOpen(index: number, holder: Holder, random: Random): Dated<Permohonan> {
  const type = random.pick(LICENSED)
  const [code, label] = random.pick(STEPS)
  const decided = Number(code) >= 9
  const receivedOn = isoDay(random.date(decided ? '2024-02-01' : '2026-06-01', '2026-11-18'))
  const changedOn = earlier(addDays(receivedOn, random.integer(0, 40)), LAST_CHANGE)
  const row: Permohonan = {
    NO_AGENDA: agendaNumber(index, receivedOn.slice(0, 4)),
    NOMOR_IZIN: '',
    KD_JENIS: type.KD_JENIS,
    NM_JENIS: type.NM_JENIS,
    JNS_MOHON: random.pick(KINDS),
    LOKET: random.pick(COUNTERS),
    KD_STATUS: code,
    KET_STATUS: label,
    ...holder,
    TGL_MASUK: random.chance(0.1) ? shortYear(receivedOn) : slashed(receivedOn),
    TGL_JANJI: slashed(addDays(receivedOn, 20)),
    TGL_PUTUS: decided ? slashed(changedOn) : random.pick(['', '00/00/0000']),
    BIAYA: type.RETRIBUSI,
    LUNAS: code === '6' ? 'Y' : 'T',
    TGL_UBAH: slashed(changedOn)
  }
  return { row, changedOn }
}

function issuedFrom(permit: Izin, issuedOn: string, changedOn: string, random: Random): Permohonan {
  const receivedOn = addDays(issuedOn, -random.integer(3, 30))
  const type = LICENSED.find(type => type.KD_JENIS === permit.KD_JENIS)
  const collected = random.chance(0.8)
  const holder = holderOf(permit)
  return {
    NO_AGENDA: permit.NO_AGENDA,
    NOMOR_IZIN: permit.NOMOR_IZIN,
    KD_JENIS: permit.KD_JENIS,
    NM_JENIS: permit.NM_JENIS,
    JNS_MOHON: random.pick(KINDS),
    LOKET: random.pick(COUNTERS),
    KD_STATUS: collected ? '8' : '7',
    KET_STATUS: collected ? 'DISERAHKAN' : 'TERBIT',
    ...holder,
    TGL_MASUK: slashed(receivedOn),
    TGL_JANJI: slashed(addDays(receivedOn, 20)),
    TGL_PUTUS: slashed(issuedOn),
    BIAYA: type?.RETRIBUSI ?? '-',
    LUNAS: 'Y',
    TGL_UBAH: slashed(changedOn)
  }
}

/** The columns about the holder alone. */
function holderOf(
  { NM_PEMILIK, NO_KTP, NM_USAHA, BENTUK_USAHA, NPWP, ALAMAT, RT_RW, KELURAHAN, KECAMATAN, TELP }: Holder
): Holder {
  return { NM_PEMILIK, NO_KTP, NM_USAHA, BENTUK_USAHA, NPWP, ALAMAT, RT_RW, KELURAHAN, KECAMATAN, TELP }
}

function agendaNumber(index: number, year: string): string {
  return `AGD/${String(index + 1).padStart(5, '0')}/${year}`
}

function earlier(a: string, b: string): string {
  return a < b ? a : b
}

/** `31/12/15` */
function shortYear(day: string): string {
  return slashed(day).replace(/\d\d(\d\d)$/, '$1')
}
