import { type Call, SystemFault } from '../../src/kit/index.ts'
import { fileOf, type PbbClient } from './client.ts'
import { createTally } from './control.ts'
import { nopOf, nopOfPayment } from './keys.ts'
import type { BillRow, Payment, Sppt } from './wire.ts'

/**
 * The bills with their payments. Both tables come sorted by NOP and year, so they are read side by side and only one
 * bill is in memory; of several issues of a bill the last one is taken.
 * @param readOn YYYY-MM-DD, the day on which a bill is overdue or not
 * @throws SystemFault `truncated` when a table is not what the control file says, `unreadable` when one is not sorted
 */
export async function* readBills(
  client: PbbClient,
  stamp: string,
  readOn: string,
  call: Call
): AsyncGenerator<BillRow> {
  const kontrol = await client.kontrol(stamp, call)
  const exported = `${stamp.slice(0, 4)}-${stamp.slice(4, 6)}-${stamp.slice(6)}`
  const tally = createTally(kontrol, fileOf('SPPT', stamp))
  const order = createOrder('SPPT')
  const payments = readPayments(client, stamp, call)
  let paid = await payments.next()
  let pending: { key: string; bill: Sppt } | undefined

  const paymentsOf = async (key: string): Promise<Payment[]> => {
    const own: Payment[] = []
    // Those in between belong to bills that were deleted.
    while (!paid.done && paid.value.key <= key) {
      if (paid.value.key === key) own.push(paid.value.payment)
      paid = await payments.next()
    }
    return own
  }
  const row = (key: string, bill: Sppt, PEMBAYARAN: Payment[]): BillRow => ({
    NOP: key.slice(0, 18),
    THN_PAJAK_SPPT: bill.THN_PAJAK_,
    SIKLUS_SPPT: bill.SIKLUS_SPP,
    NM_WP_SPPT: bill.NM_WP_SPPT,
    TGL_JATUH_TEMPO_SPPT: bill.TGL_JATUH_,
    TGL_TERBIT_SPPT: bill.TGL_TERBIT,
    PBB_YG_HARUS_DIBAYAR_SPPT: bill.PBB_YG_HAR,
    STATUS_PEMBAYARAN_SPPT: bill.STATUS_PEM,
    STATUS_PEMBATALAN: bill.STATUS_P_1,
    PEMBAYARAN,
    TGL_EKSPOR: exported,
    TGL_BACA: readOn
  })

  try {
    for await (const bill of client.sppt(stamp, call)) {
      tally.count(bill.PBB_YG_HAR)
      const nop = nopOf(bill)
      // Without a number it has no place among the others, nor a key: the mapping says so.
      if (nop === '') {
        yield row('', bill, [])
        continue
      }
      const key = `${nop}-${bill.THN_PAJAK_}`
      order.check(key)
      if (pending?.key !== key && pending !== undefined)
        yield row(pending.key, pending.bill, await paymentsOf(pending.key))
      if (pending?.key !== key || Number(bill.SIKLUS_SPP) >= Number(pending.bill.SIKLUS_SPP)) pending = { key, bill }
    }
    if (pending !== undefined) yield row(pending.key, pending.bill, await paymentsOf(pending.key))
    tally.check()
    // To its end: what follows the last bill counts as well.
    while (!paid.done) paid = await payments.next()
  } finally {
    await payments.return(undefined)
  }
}

async function* readPayments(
  client: PbbClient,
  stamp: string,
  call: Call
): AsyncGenerator<{ key: string; payment: Payment }, undefined> {
  const tally = createTally(await client.kontrol(stamp, call), fileOf('PEMBAYARAN_SPPT', stamp))
  const order = createOrder('PEMBAYARAN_SPPT')
  for await (const row of client.pembayaranSppt(stamp, call)) {
    tally.count(row.JML_SPPT_YG_DIBAYAR)
    const nop = nopOfPayment(row)
    if (nop === '') continue
    const key = `${nop}-${row.THN_PAJAK_SPPT}`
    order.check(key)
    const { PEMBAYARAN_SPPT_KE, KD_BANK_PERSEPSI, TGL_PEMBAYARAN_SPPT, JML_SPPT_YG_DIBAYAR, DENDA_SPPT,
      TGL_REKAM_BYR_SPPT } = row
    yield { key,
      payment: { PEMBAYARAN_SPPT_KE, KD_BANK_PERSEPSI, TGL_PEMBAYARAN_SPPT, JML_SPPT_YG_DIBAYAR, DENDA_SPPT,
        TGL_REKAM_BYR_SPPT } }
  }
  tally.check()
  return undefined
}

function createOrder(table: string): { check(key: string): void } {
  let last = ''
  return {
    check(key) {
      if (key < last)
        throw new SystemFault('unreadable', { stage: `read ${table}`,
          detail: `has ${table} in another order than by NOP and year` })
      last = key
    }
  }
}
