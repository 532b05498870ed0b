import { compact, type Mapped, type MapTools, padCode, type Records, splitNop } from '../../src/kit/index.ts'
import type { Tables } from './tables.ts'
import type { BillRow, ObjectRow, Payment } from './wire.ts'

type Bill = Records['tax-bills']
type Paid = NonNullable<Bill['payments']>[number]
type Reading = MapTools & { tables: Tables }

const NAME_WIDTH = 30

export function mapObject(row: ObjectRow, tools: MapTools, tables: Tables): Mapped<'tax-objects'> {
  const { read } = tools
  const nop = read.nop('nop', row.NOP)
  if (nop === undefined) throw new Error('has no number')
  const place = read.location('location', {
    address: [row.JALAN_OP, row.BLOK_KAV_NO_OP].filter(Boolean).join(' '),
    rt: row.RT_OP,
    rw: row.RW_OP
  })
  const district_code = readDistrict('location.district_code', nop, { ...tools, tables })
  const location = compact({ ...place, district_code })
  return {
    key: nop,
    updatedAt: read.dateTime('source.updated_at', row.TGL_PEREKAMAN_OP, { optional: true }) ?? midnight(row.TGL_EKSPOR),
    record: compact<Mapped<'tax-objects'>['record']>({
      identifiers: [],
      nop,
      owner_name: read.name('owner_name', row.NM_WP, { width: NAME_WIDTH }),
      location: Object.keys(location).length > 0 ? location : undefined,
      land_m2: read.number('land_m2', row.TOTAL_LUAS_BUMI),
      building_m2: read.number('building_m2', row.TOTAL_LUAS_BNG),
      njop_land_idr: read.rupiah('njop_land_idr', row.NJOP_BUMI),
      njop_building_idr: read.rupiah('njop_building_idr', row.NJOP_BNG)
    })
  }
}

export function mapBill(row: BillRow, tools: MapTools, tables: Tables): Mapped<'tax-bills'> {
  const { read } = tools
  const reading = { ...tools, tables }
  const nop = read.nop('nop', row.NOP)
  if (nop === undefined) throw new Error('has no number')
  const tax_year = read.integer('tax_year', row.THN_PAJAK_SPPT, { min: 1900, max: 2200 })
  if (tax_year === undefined) throw new Error('has no year')
  const payable_idr = read.rupiah('payable_idr', row.PBB_YG_HARUS_DIBAYAR_SPPT)
  if (payable_idr === undefined) throw new Error('has no amount')
  // 1900-01-01 is this column's way of saying "none".
  const due_on = read.date('due_on', row.TGL_JATUH_TEMPO_SPPT, { optional: true })
  const payments = readPayments(row.PEMBAYARAN, reading)
  const changes = [
    read.dateTime('source.updated_at', row.TGL_TERBIT_SPPT, { optional: true }),
    ...row.PEMBAYARAN.map(({ TGL_REKAM_BYR_SPPT }) =>
      read.dateTime('source.updated_at', TGL_REKAM_BYR_SPPT, { optional: true })
    ),
    ...payments.map(({ paid_on }) => midnight(paid_on))
  ]
  return {
    key: `${nop}-${tax_year}`,
    updatedAt: changes.reduce(latest, undefined) ?? midnight(row.TGL_EKSPOR),
    record: compact<Mapped<'tax-bills'>['record']>({
      identifiers: [],
      status: readStatus(row, { payable_idr, due_on, payments }, reading),
      nop,
      tax_year,
      cycle: read.integer('cycle', row.SIKLUS_SPPT, { min: 0 }),
      taxpayer_name: read.name('taxpayer_name', row.NM_WP_SPPT, { width: NAME_WIDTH }),
      district_code: readDistrict('district_code', nop, reading),
      payable_idr,
      penalty_idr: payments.length > 0 ? sum(payments, ({ penalty_idr = 0 }) => penalty_idr) : undefined,
      due_on,
      payments
    })
  }
}

/**
 * The code, and what the payments say: banks write payments at once, the code follows at night or is forgotten. So what
 * was paid in full is paid; a code that says paid is believed without payments, as those of old years are gone.
 */
function readStatus(
  row: BillRow,
  { payable_idr, due_on, payments }: Pick<Bill, 'payable_idr'> & { due_on: string | undefined; payments: Paid[] },
  { read, notes, tables }: Reading
): Bill['status'] {
  const raw_code = read.text('status.raw_code', row.STATUS_PEMBAYARAN_SPPT, { maxLength: 100 }) ?? ''
  const last = payments.map(({ paid_on }) => paid_on).sort().at(-1)
  const status = (code: Bill['status']['code']): Bill['status'] =>
    compact<Bill['status']>({ code, raw_code,
      changed_at: last !== undefined && code !== 'overdue' ? midnight(last) : undefined })
  if (!['', '0', 'null'].includes(String(row.STATUS_PEMBATALAN).trim())) return compact({ code: 'cancelled', raw_code })

  const code = read.code('status', raw_code, tables.status, { required: true })
  const paid = sum(payments, ({ amount_idr, penalty_idr = 0 }) => amount_idr - penalty_idr)
  const isPaid = payments.length > 0 && paid >= payable_idr
  if ((code === 'unpaid' && isPaid) || (code === 'paid' && !isPaid))
    notes.add('status', 'out_of_order', { raw: raw_code })
  if (code !== 'unpaid') return status(code)
  if (isPaid) return status('paid')
  if (paid > 0) return status('partially_paid')
  return status(due_on !== undefined && due_on < row.TGL_BACA ? 'overdue' : 'unpaid')
}

function readPayments(rows: readonly Payment[], { read, tables }: Reading): Paid[] {
  return rows.flatMap((row, index) => {
    const field = `payments.${index}`
    const seq = read.integer(`${field}.seq`, row.PEMBAYARAN_SPPT_KE, { min: 0 })
    const paid_on = read.date(`${field}.paid_on`, row.TGL_PEMBAYARAN_SPPT)
    const amount_idr = read.rupiah(`${field}.amount_idr`, row.JML_SPPT_YG_DIBAYAR)
    if (seq === undefined || paid_on === undefined || amount_idr === undefined) return []
    const code = padCode(row.KD_BANK_PERSEPSI, 3).value ?? row.KD_BANK_PERSEPSI
    return [
      compact<Paid>({
        seq,
        paid_on,
        // The penalty is part of the amount, in SISMIOP as in the contract.
        amount_idr,
        penalty_idr: read.rupiah(`${field}.penalty_idr`, row.DENDA_SPPT),
        bank: read.text(`${field}.bank`, tables.banks[code] ?? code, { maxLength: 100 })
      })
    ]
  })
}

/** The district in a NOP is a tax code: it is translated, never cut out of the number. */
function readDistrict(field: string, nop: string, { notes, tables }: Reading): string | undefined {
  const code = splitNop(nop)?.district ?? ''
  const district = nop.startsWith(tables.regency) && Object.hasOwn(tables.districts, code)
    ? tables.districts[code]
    : undefined
  if (district === undefined) notes.add(field, 'region_unknown', { raw: code })
  return district
}

function midnight(date: string): string {
  return `${date}T00:00:00+07:00`
}

function latest(one: string | undefined, other: string | undefined): string | undefined {
  return one === undefined || (other !== undefined && other > one) ? other : one
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0)
}
