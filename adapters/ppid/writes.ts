import type { City, Write, WriteBodies, Writer, Writers, Written } from '../../src/kit/index.ts'
import type { PpidClient, Saved } from './client.ts'
import { toKeberatan, toPermohonan } from './map-back.ts'
import type { Tables } from './map.ts'
import type { Permohonan } from './wire.ts'

export interface PpidWriting {
  client: PpidClient
  tables: Tables
  city: City
}

type Bodies = WriteBodies['information-requests']

/** The register finds letters by a part of their number; the page of a request has the whole. */
function findBy(letter: 'noSurat' | 'noSuratKeberatan'): NonNullable<Writer<unknown, PpidWriting>['find']> {
  return async ({ client }, { receipt }, call) => {
    for (const { id } of await client.cari(receipt, call)) {
      const found: Permohonan | undefined = await client.detail(id, call)
      if (found?.[letter] === receipt) return written(found)
    }
    return undefined
  }
}

const create: Writer<Bodies['create'], PpidWriting> = {
  send: async ({ client, city }, { body, receipt }, call) =>
    written(await client.permohonan(toPermohonan(body, receipt, city), call)),
  find: findBy('noSurat')
}

const object: Writer<Bodies['object'], PpidWriting> = {
  send: async ({ client }, write, call) =>
    written(await client.keberatan(keyOf(write), toKeberatan(write.body, write.receipt), call)),
  find: findBy('noSuratKeberatan')
}

export const writes: Writers<PpidWriting> = { 'information-requests': { create, object } }

function keyOf({ key }: Write<unknown>): string {
  if (key === undefined) throw new TypeError('an objection needs the id of its request')
  return key
}

function written({ id, nomor }: Saved): Written {
  return { key: id, reference: nomor }
}
