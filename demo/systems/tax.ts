import type { DemoCity } from '../city/city.ts'
import { type DbfColumn, dbfFile } from '../dbf.ts'
import type { DriftKind, DropFile, FolderDrop } from '../legacy-system.ts'
import { createTaxLedger, type TaxLedger, type TaxPayment } from './tax-bills.ts'
import { createTaxRegister, type TaxRegister } from './tax-objects.ts'
import { objekPajak, pembayaranSppt, sppt, subjekPajak } from './tax-tables.ts'

export interface TaxOptions {
  /** The night of the export. */
  exportedAt?: Date
  /** How many objects there are; 8,000 unless told. */
  objects?: number
}

/** A file of the drop, with what the control file says of it. */
interface Exported {
  name: string
  bytes: Buffer
  records: number
  total: bigint
}

const UPDATED_ON = new Date('2026-11-20T00:00:00Z')
const WIB_MS = 7 * 3_600_000

/** SISMIOP's nightly export: tables as DBF, the payments of the banks as CSV, a control file when all are written. */
export function createTaxSystem(city: DemoCity, { exportedAt = new Date(), objects }: TaxOptions = {}): FolderDrop {
  const stamp = wib(exportedAt).slice(0, 10).replaceAll('-', '')
  const control = `KONTROL_${stamp}.TXT`
  const controlFile = (text: string): DropFile => ({ name: control, bytes: Buffer.from(text, 'latin1'),
    modifiedAt: exportedAt })
  let files: DropFile[] | undefined
  return {
    id: 'tax',
    files: () => (files ??= exportAll(tablesOf(city, { objects, stamp }), stamp, exportedAt, controlFile)),
    drifted: change => exportAll(tablesOf(city, { objects, stamp, change }), stamp, exportedAt, controlFile),
    failure: () => [
      controlFile(
        `PBB-P2 EKSPOR ${stamp}\r\nGAGAL ORA-01555: snapshot too old: rollback segment number 12 too small\r\n`
      )
    ],
    environment: url => ({ TAX_FILES_URL: url })
  }
}

interface Export {
  objects: number | undefined
  stamp: string
  change?: DriftKind
}

/** The tables of the last export of a city: they are large, and a process may start its system many times. */
const exported = new WeakMap<DemoCity, { name: string; tables: readonly Exported[] }>()

function tablesOf(city: DemoCity, { objects, stamp, change }: Export): readonly Exported[] {
  const name = [objects, stamp, change].join()
  const last = exported.get(city)
  if (last?.name === name) return last.tables
  const register = createTaxRegister(city, objects)
  const tables = [...exportRegister(register, stamp, change),
    ...exportLedger(createTaxLedger(register.objects), stamp, change)]
  exported.set(city, { name, tables })
  return tables
}

function exportAll(
  tables: readonly Exported[],
  stamp: string,
  modifiedAt: Date,
  controlFile: (text: string) => DropFile
): DropFile[] {
  const lines = tables.map(({ name, records, total }) => `${name}|${records}|${total}\r\n`).join('')
  const text = `PBB-P2 EKSPOR ${stamp}\r\n${lines}SELESAI ${wib(modifiedAt).slice(0, 19).replace('T', ' ')}\r\n`
  return [...tables.map(({ name, bytes }) => ({ name, bytes, modifiedAt })), controlFile(text)]
}

/** The columns after an update that nobody told of: one more at the end, or the area as text. */
function updatedColumns(change: DriftKind | undefined): readonly DbfColumn[] {
  if (change === 'new_field') return [...objekPajak, { name: 'KD_ZNT', type: 'C', length: 2 }]
  return change === 'new_type'
    ? objekPajak.map(column => (column.name === 'TOTAL_LUAS' ? { ...column, type: 'C' } : column))
    : objekPajak
}

function exportRegister({ objects, subjects }: TaxRegister, stamp: string, change: DriftKind | undefined): Exported[] {
  const present = objects.filter(({ deleted }) => !deleted)
  return [
    {
      name: `DAT_OBJEK_PAJAK_${stamp}.DBF`,
      records: present.length,
      total: sum(present, ({ landValue, buildingValue }) => landValue + buildingValue),
      bytes: dbfFile({
        columns: updatedColumns(change),
        rows: objects,
        cells: row => [
          ...row.nop,
          row.subjectId,
          row.street,
          row.house,
          row.rw,
          row.rt,
          row.status,
          change === 'new_type' ? `${row.land} M2` : row.land,
          row.building,
          row.landValue,
          row.buildingValue,
          row.recorded,
          ...(change === 'new_field' ? ['AA'] : [])
        ],
        isDeleted: ({ deleted }) => deleted,
        updatedOn: UPDATED_ON
      })
    },
    {
      name: `DAT_SUBJEK_PAJAK_${stamp}.DBF`,
      records: subjects.length,
      total: 0n,
      bytes: dbfFile({
        columns: subjekPajak,
        rows: subjects,
        cells: ({ id, name, address, phone, npwp, occupation }) => [
          id,
          name,
          address.street.toUpperCase(),
          `NO. ${address.number}`,
          address.rw.slice(-2),
          address.rt,
          address.village.name.toUpperCase(),
          'BANDUNG',
          address.postalCode,
          phone,
          npwp,
          occupation
        ],
        updatedOn: UPDATED_ON
      })
    }
  ]
}

function exportLedger({ bills, payments }: TaxLedger, stamp: string, change: DriftKind | undefined): Exported[] {
  const present = bills.filter(({ deleted }) => !deleted)
  return [
    {
      name: `SPPT_${stamp}.DBF`,
      records: present.length,
      total: sum(present, ({ payable }) => payable),
      bytes: dbfFile({
        columns: sppt,
        rows: bills,
        cells: bill => [
          ...bill.object.nop,
          String(bill.year),
          bill.cycle,
          bill.object.owner,
          bill.due,
          bill.issued,
          bill.object.land,
          bill.object.building,
          bill.landValue,
          bill.buildingValue,
          bill.landValue + bill.buildingValue,
          bill.exempt,
          bill.landValue + bill.buildingValue - bill.exempt,
          bill.owed,
          bill.reduction,
          bill.payable,
          change === 'new_code' ? '7' : bill.status,
          '0',
          '1',
          bill.cancelled ? '1' : '0'
        ],
        isDeleted: ({ deleted }) => deleted,
        updatedOn: UPDATED_ON
      })
    },
    {
      name: `PEMBAYARAN_SPPT_${stamp}.CSV`,
      records: payments.length,
      total: sum(payments, ({ amount }) => amount),
      bytes: Buffer.from([pembayaranSppt.join(','), ...payments.map(paymentLine), ''].join('\r\n'), 'latin1')
    }
  ]
}

/** The codes went through a spreadsheet on their way: `060` came out as `60`. */
function paymentLine({ object, year, sequence, bank, paid, amount, penalty, recorded }: TaxPayment): string {
  const codes = object.nop.map(Number).join(',')
  const time = recorded.toISOString().slice(11, 19)
  return `${codes},${year},${sequence},${Number(bank)},${spellDay(paid)},${amount},${penalty},${
    spellDay(recorded)
  } ${time},"19760${sequence}31 200112 1 001"`
}

function spellDay(date: Date): string {
  const [year, month, day] = date.toISOString().slice(0, 10).split('-')
  return `${day}/${month}/${year}`
}

function sum<T>(rows: readonly T[], of: (row: T) => number): bigint {
  return rows.reduce((total, row) => total + BigInt(of(row)), 0n)
}

const wib = (instant: Date): string => new Date(instant.getTime() + WIB_MS).toISOString()
