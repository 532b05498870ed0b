import { defineConformance } from '../../../src/testing/index.ts'
import { addressOf } from '../../kit/connectors/sql/surroundings.ts'
import { mariadbService, startMariadb } from '../../services/mariadb.ts'
import { type Columns, knownRows, makeDatabase } from './surroundings.ts'

/** Enough for two pages; three each of the same second. */
const rows: Columns[] = [
  ...knownRows,
  ...Array.from({ length: 147 }, (_, i) => ({
    ...knownRows[0],
    ID_USULAN: 10_000 + ((i * 31) % 147),
    KD_KEC: i % 4 === 0 ? '2' : '02',
    HAPUS: Number(i % 10 === 9),
    TGL_UBAH: `2016-02-${String(1 + (Math.floor(i / 3) % 28)).padStart(2, '0')} 10:00:00`
  }))
]

export const conformance = defineConformance({
  async start() {
    if (mariadbService.locate() === undefined) return undefined
    const server = await startMariadb()
    await makeDatabase(server.url, 'MUSRENBANG', rows)
    return { url: '', settings: { database: addressOf(server.url) }, protectedTexts: ['ENTIN RAHAYU'],
      holds: { proposals: rows.filter(({ HAPUS }) => !HAPUS).length }, stop: server.stop }
  }
})
