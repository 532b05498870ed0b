import { createRandom, type Random } from '../city/random.ts'
import type { TaxObject } from './tax-objects.ts'

/** A row of SPPT. */
export interface TaxBill {
  object: TaxObject
  year: number
  cycle: number
  /** YYYYMMDD; 19000101 for none. */
  due: string
  issued: string
  landValue: number
  buildingValue: number
  exempt: number
  owed: number
  reduction: number
  payable: number
  status: string
  cancelled: boolean
  deleted: boolean
}

/** A row of PEMBAYARAN_SPPT. */
export interface TaxPayment {
  object: TaxObject
  year: number
  sequence: number
  bank: string
  /** Midnight of the day in UTC. */
  paid: Date
  /** The penalty included. */
  amount: number
  penalty: number
  recorded: Date
}

export interface TaxLedger {
  /** By NOP, year and cycle. */
  bills: TaxBill[]
  /** By NOP, year and sequence. */
  payments: TaxPayment[]
}

const YEARS = [2024, 2025, 2026]
const PAID_SHARE: Readonly<Record<number, number>> = { 2024: 0.86, 2025: 0.76, 2026: 0.6 }
const LAST_DAY = Date.UTC(2026, 10, 20)
const DAY_MS = 86_400_000
const dayOf = (date: Date): string => date.toISOString().slice(0, 10).replaceAll('-', '')

/** Three years of bills, and what was paid of them. */
export function createTaxLedger(objects: readonly TaxObject[]): TaxLedger {
  const random = createRandom('tax bills')
  const bills: TaxBill[] = []
  const payments: TaxPayment[] = []
  for (const object of objects) {
    for (const year of YEARS) {
      if (random.chance(0.01)) continue
      const first = createBill(random, object, year)
      bills.push(first)
      let last = first
      if (random.chance(0.03)) {
        // An objection was granted: the bill is issued again, for less.
        const payable = Math.round(first.payable * 0.8)
        last = { ...first, cycle: 2, reduction: first.owed - payable, payable,
          issued: dayOf(random.date(`${year}-04-01`, `${year}-06-30`)) }
        bills.push(last)
      }
      payments.push(...pay(random, last))
    }
  }
  return { bills, payments }
}

function createBill(random: Random, object: TaxObject, year: number): TaxBill {
  const growth = 1 - (2026 - year) * 0.05
  const landValue = Math.round(object.landValue * growth)
  const buildingValue = Math.round(object.buildingValue * growth)
  const exempt = Math.min(12_000_000, landValue + buildingValue)
  const rate = landValue + buildingValue < 1_000_000_000 ? 0.001 : 0.002
  const owed = Math.max(10_000, Math.round((landValue + buildingValue - exempt) * rate))
  const reduction = random.chance(0.05) ? Math.round(owed / 4) : 0
  const isLate = random.chance(0.05)
  return {
    object,
    year,
    cycle: 1,
    landValue,
    buildingValue,
    exempt,
    owed,
    reduction,
    due: random.chance(0.005) ? '19000101' : isLate ? `${year + 1}0331` : `${year}0930`,
    issued: isLate ? dayOf(random.date(`${year}-09-01`, `${year}-10-20`)) : `${year}01${random.integer(10, 30)}`,
    payable: owed - reduction,
    status: '0',
    cancelled: random.chance(0.005),
    deleted: random.chance(0.004)
  }
}

/** What was paid of a bill; sets its status, which is not always the one that the payments make. */
function pay(random: Random, bill: TaxBill): TaxPayment[] {
  const { year } = bill
  if (bill.cancelled || bill.deleted) return []
  const kind = random.next()
  if (kind < 0.003) bill.status = '2'
  else if (kind < 0.005) bill.status = '6'
  else if (kind < 0.006) bill.status = ''
  else if (kind < 0.014) bill.status = '1'
  if (kind < 0.014) return []
  const isPartial = random.chance(0.03)
  if (!isPartial && !random.chance(PAID_SHARE[year] ?? 0)) return []
  const first = createPayment(random, bill, 1, isPartial ? Math.round(bill.payable * 0.4) : bill.payable)
  const second = isPartial && random.chance(0.4)
    ? createPayment(random, bill, 2, bill.payable - first.amount + first.penalty)
    : undefined
  const isWhole = !isPartial || second !== undefined
  // The bank's switch writes the payment; the status follows at night, or is forgotten.
  if (isWhole && !random.chance(0.006)) bill.status = '1'
  return second === undefined ? [first] : [first, second]
}

function createPayment(random: Random, bill: TaxBill, sequence: number, owed: number): TaxPayment {
  const issued = Date.UTC(Number(bill.issued.slice(0, 4)), Number(bill.issued.slice(4, 6)) - 1,
    Number(bill.issued.slice(6)))
  const days = random.chance(0.85) ? random.integer(5, 230) : random.integer(231, 420)
  const paid = new Date(Math.min(issued + days * DAY_MS, LAST_DAY))
  const due = Date.UTC(bill.year, 8, 30)
  const months = Math.min(24, Math.ceil(Math.max(0, paid.getTime() - due) / (30 * DAY_MS)))
  const penalty = Math.round(owed * 0.02 * months)
  return {
    object: bill.object,
    year: bill.year,
    sequence,
    paid,
    penalty,
    amount: owed + penalty,
    bank: random.pick(['110', '110', '110', '002', '009', '008']),
    recorded: new Date(paid.getTime() + random.integer(28_800, 57_000) * 1000)
  }
}
