import type { WriteBodies, Writer, Writers, Written } from '../../src/kit/index.ts'
import type { DishubClient } from './client.ts'
import { toLaporan } from './map-back.ts'

const create: Writer<WriteBodies['incidents']['create'], DishubClient> = {
  send: async (client, { body, receipt }, call) =>
    written(await client.laporKejadian(toLaporan(body, receipt, client.codes, client.regions), call)),
  async find(client, { receipt }, call) {
    const [found] = await client.cariLaporan(receipt, call)
    return found?.NO_LAPORAN === undefined ? undefined : written(found.NO_LAPORAN)
  }
}

export const writes: Writers<DishubClient> = { incidents: { create } }

function written(number: string): Written {
  return { key: number, reference: number }
}
