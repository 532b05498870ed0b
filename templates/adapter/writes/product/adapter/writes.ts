import type { City, WriteBodies, Writer, Writers, Written } from '../../../../../src/kit/index.ts'
import type { Codes } from '../../../resources/complaints/adapter/codes.ts'
import type { ContohDesk } from '../../connectors/http/adapter/desk.ts'
import { toPengaduan } from '../../resources/complaints/adapter/map-back.ts'

/** What the writers are given. */
export interface ContohWriting {
  desk: ContohDesk
  codes: Codes
  /** Begins the ids of its records. */
  prefix: string
  regions: City['regions']
}

const create: Writer<WriteBodies['complaints']['create'], ContohWriting> = {
  // True for a system that makes one record of all that it is sent under the same NO_REF, and for no other.
  idempotent: false,
  send: async ({ desk, codes, prefix, regions }, { body, receipt }, call) => written(await desk.kirim(toPengaduan(body, { receipt, codes, prefix, regions }), call)),
  async find({ desk }, { receipt }, call) {
    const number = await desk.cari(receipt, call)
    return number === undefined ? undefined : written(number)
  }
}

/** What it takes. Further actions of the contract: see "Writing" in docs/adapters.md. */
export const writes: Writers<ContohWriting> = {
  complaints: { create }
}

function written(number: string): Written {
  return { key: number, reference: number }
}
