import type { Call } from '../../src/kit/index.ts'
import { fileOf, type PbbClient } from './client.ts'
import { createTally, type Kontrol } from './control.ts'
import { nopOf } from './keys.ts'
import { createNames, type Names } from './names.ts'
import type { ObjectRow } from './wire.ts'

/**
 * The objects with the names of their subjects. The two tables have different orders, so the smaller one is looked up:
 * of it only ids and names are kept, and only while this runs.
 * @throws SystemFault `truncated` when a table is not what the control file says
 */
export async function* readObjects(client: PbbClient, stamp: string, call: Call): AsyncGenerator<ObjectRow> {
  const kontrol = await client.kontrol(stamp, call)
  const exported = `${stamp.slice(0, 4)}-${stamp.slice(4, 6)}-${stamp.slice(6)}`
  const names = createNames()
  await fill(names, client, kontrol, call)
  const tally = createTally(kontrol, fileOf('DAT_OBJEK_PAJAK', stamp))
  for await (const row of client.objekPajak(stamp, call)) {
    tally.count(Number(row.NJOP_BUMI) + Number(row.NJOP_BNG))
    yield {
      NOP: nopOf(row),
      NM_WP: names.find(String(row.SUBJEK_PAJ)) ?? null,
      JALAN_OP: row.JALAN_OP,
      BLOK_KAV_NO_OP: row.BLOK_KAV_N,
      RW_OP: row.RW_OP,
      RT_OP: row.RT_OP,
      TOTAL_LUAS_BUMI: row.TOTAL_LUAS,
      TOTAL_LUAS_BNG: row.TOTAL_LU_1,
      NJOP_BUMI: row.NJOP_BUMI,
      NJOP_BNG: row.NJOP_BNG,
      TGL_PEREKAMAN_OP: row.TGL_PEREKA,
      TGL_EKSPOR: exported
    }
  }
  tally.check()
}

async function fill(names: Names, client: PbbClient, kontrol: Kontrol, call: Call): Promise<void> {
  const tally = createTally(kontrol, fileOf('DAT_SUBJEK_PAJAK', kontrol.stamp))
  for await (const { SUBJEK_PAJ, NM_WP } of client.subjekPajak(kontrol.stamp, call)) {
    tally.count(0)
    if (SUBJEK_PAJ !== null && NM_WP !== null) names.add(String(SUBJEK_PAJ), String(NM_WP))
  }
  tally.check()
}
