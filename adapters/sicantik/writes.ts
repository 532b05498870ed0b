import { type AttachedFile, type City, type Write, type WriteBodies, type Writer, type Writers,
  type Written } from '../../src/kit/index.ts'
import type { SicantikClient } from './client.ts'
import type { SicantikDesk } from './desk.ts'
import { toBatal, toBerkas, toDaftar } from './map-back.ts'
import type { Office } from './map.ts'
import type { Referensi } from './wire.ts'

export interface SicantikWriting {
  client: SicantikClient
  desk: SicantikDesk
  office: Office
  prefix: string
  regions: City['regions']
}

type Bodies = WriteBodies['licence-applications']
type Find = NonNullable<Writer<unknown, SicantikWriting>['find']>

/** The office keeps the sender's number of whatever is sent, and finds it by that. */
function findAs(jenis: Referensi['jenis']): Find {
  return async ({ client }, { receipt }, call) => {
    const found = (await client.referensi(receipt, call)).find(row => row.jenis === jenis)
    return found && written(found.no_pendaftaran)
  }
}

const create: Writer<Bodies['create'], SicantikWriting> = {
  send: async ({ desk, office: { codes }, prefix, regions }, { body, receipt }, call) =>
    written(await desk.daftar(toDaftar(body, { receipt, prefix, codes, regions }), call)),
  find: findAs('pendaftaran')
}

const withdraw: Writer<Bodies['withdraw'], SicantikWriting> = {
  send: async ({ desk }, write, call) =>
    written(await desk.batal(keyOf(write), toBatal(write.body.reason, write.receipt), call)),
  find: findAs('pembatalan')
}

const attach: Writer<AttachedFile, SicantikWriting> = {
  send: async ({ desk }, write, call) =>
    written(await desk.berkas(keyOf(write), toBerkas(write.body, write.receipt), call)),
  find: findAs('berkas')
}

export const writes: Writers<SicantikWriting> = { 'licence-applications': { create, withdraw, attach } }

function keyOf({ key }: Write<unknown>): string {
  if (key === undefined) throw new TypeError('a write to an application needs its number')
  return key
}

function written(number: string): Written {
  return { key: number, reference: number }
}
