import type { DemoCity } from '../city/city.ts'
import type { Witness } from '../city/clerks.ts'
import { createRandom, type Random } from '../city/random.ts'
import { createHolders, type Holder } from './transport-holders.ts'
import { PERMIT_TYPES } from './transport-types.ts'

/** A row of the table of permits. Everything is text; dates are typed as people type them. */
export interface Izin extends Holder {
  NOMOR_IZIN: string
  NO_AGENDA: string
  KD_JENIS: string
  NM_JENIS: string
  STATUS: string
  NO_TRAYEK: string
  NM_TRAYEK: string
  NO_POLISI: string
  JML_KENDARAAN: string
  TGL_TERBIT: string
  TGL_HABIS: string
  TGL_UBAH: string
}

/** Row and the day by which the table sorts it. */
export interface Dated<Row> {
  row: Row
  changedOn: string
}

const PERMITS = 1_500
const FIRST_CHANGE = '2024-01-01'
/** The day on which the demo's data stand still. */
export const LAST_CHANGE = '2026-11-20'

const ROUTES: readonly (readonly [code: string, name: string])[] = [
  ['01', 'Abdul Muis – Cicaheum via Binong'],
  ['02', 'Abdul Muis – Cicaheum via Aceh'],
  ['03', 'Abdul Muis – Dago'],
  ['04', 'Abdul Muis – Ledeng'],
  ['05', 'Cicaheum – Ledeng'],
  ['06', 'Cicaheum – Ciroyom'],
  ['10', 'Stasiun Hall – Lembang'],
  ['12', 'Stasiun Hall – Gedebage'],
  ['16', 'Ciroyom – Sarijadi'],
  ['19', 'Sadang Serang – Caringin']
]
/** Years of validity by kind; an incidental permit holds for a fortnight. */
const YEARS: Readonly<Record<string, number>> = { IT: 5, KPS: 1, IOT: 5, IAK: 2, DJL: 1 }
const LICENSED = PERMIT_TYPES.filter(type => type.STATUS === 'Y')
const MONTHS = ['Januari', 'Februari', 'Maret', 'April', 'Mei', 'Juni', 'Juli', 'Agustus', 'September', 'Oktober',
  'Nopember', 'Desember']

/** Positions of the rows with a defect that costs the record or a field. */
const DEFECTS: Readonly<Record<number, Partial<Izin>>> = {
  137: { TGL_TERBIT: '00/00/0000' },
  274: { NOMOR_IZIN: '' },
  411: { NM_PEMILIK: '', NO_KTP: '', NM_USAHA: '', BENTUK_USAHA: '' },
  548: { TGL_HABIS: '31/02/2027' },
  685: { KECAMATAN: 'CIMAHI TENGAH', KELURAHAN: 'BAROS' },
  822: { STATUS: 'ARSIP LAMA' },
  959: { NO_KTP: '327302130585999' },
  1096: { TGL_TERBIT: '1 Januari 1900' },
  1233: { STATUS: 'BLOKIR' }
}
/** Position of the row that a clerk saved twice. */
const SAVED_TWICE = 1370

/** All permits, newest change first. */
export function createPermits(city: DemoCity, witness: Witness = () => {}): Dated<Izin>[] {
  const random = createRandom(`${city.seed}dishub izin`)
  const nextHolder = createHolders(city, random, 'izin')
  const permits: Dated<Izin>[] = []
  for (let index = 0; index < PERMITS; index++) {
    const { holder, who } = nextHolder()
    const { row, changedOn } = drawPermit(index, holder, random)
    permits.push({ row: { ...row, ...DEFECTS[index] }, changedOn })
    witness('licences', row.NOMOR_IZIN, who)
  }
  const twice = permits[SAVED_TWICE]
  if (twice) permits.push(twice)
  return permits.sort(newestFirst)
}

export function newestFirst(a: Dated<unknown>, b: Dated<unknown>): number {
  return a.changedOn < b.changedOn ? 1 : a.changedOn > b.changedOn ? -1 : 0
}

function drawPermit(index: number, holder: Holder, random: Random): Dated<Izin> {
  const type = random.pick(LICENSED)
  const issuedOn = isoDay(random.date('2021-03-01', LAST_CHANGE))
  const endsOn = type.KD_JENIS === 'IIS' ? addDays(issuedOn, 14) : addYears(issuedOn, YEARS[type.KD_JENIS])
  const changedOn = isoDay(random.date(issuedOn > FIRST_CHANGE ? issuedOn : FIRST_CHANGE, LAST_CHANGE))
  const year = issuedOn.slice(0, 4)
  const onRoute = type.KELOMPOK === 'Angkutan dalam trayek'
  const [routeCode, routeName] = onRoute ? random.pick(ROUTES) : ['', '']
  const vehicles = holder.BENTUK_USAHA === 'PERORANGAN' ? 1 : random.integer(2, 120)
  const row: Izin = {
    NOMOR_IZIN: `551.2/${String(index + 1).padStart(4, '0')}-DISHUB/${year}`,
    NO_AGENDA: '',
    KD_JENIS: type.KD_JENIS,
    NM_JENIS: type.NM_JENIS,
    STATUS: drawState(endsOn, random),
    ...holder,
    NO_TRAYEK: routeCode,
    NM_TRAYEK: routeName,
    NO_POLISI: vehicles === 1 ? `D ${random.integer(9_990, 9_999)} ${random.pick(['XA', 'XB', 'XY', 'ZZ'])}` : '',
    JML_KENDARAAN: String(vehicles),
    // Rows from before the move to the present program kept the wording of the paper.
    TGL_TERBIT: issuedOn < '2022' ? worded(issuedOn) : slashed(issuedOn),
    TGL_HABIS: endsOn === undefined
      ? random.pick(['', '00/00/0000', '01/01/1900'])
      : issuedOn < '2022'
      ? worded(endsOn)
      : slashed(endsOn),
    TGL_UBAH: slashed(changedOn)
  }
  return { row, changedOn }
}

function drawState(endsOn: string | undefined, random: Random): string {
  if (random.chance(0.03)) return 'CABUT'
  if (random.chance(0.04)) return 'BEKU'
  if (random.chance(0.03)) return 'GANTI'
  return endsOn !== undefined && endsOn < LAST_CHANGE ? 'HABIS' : 'AKTIF'
}

export function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10)
}

export function addDays(day: string, days: number): string {
  return isoDay(new Date(Date.parse(day) + days * 86_400_000))
}

function addYears(day: string, years: number | undefined): string | undefined {
  return years === undefined
    ? undefined
    : addDays(`${Number(day.slice(0, 4)) + years}${day.slice(4).replace('-02-29', '-02-28')}`, -1)
}

/** `31/12/2015` */
export function slashed(day: string): string {
  return day.split('-').toReversed().join('/')
}

/** `31 Desember 2015` */
function worded(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${date} ${MONTHS[(month ?? 1) - 1]} ${year}`
}
