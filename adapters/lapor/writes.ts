import { type Call, type City, parseId, receiptMark, SystemFault, takeReceipt, type Write, type WriteBodies,
  type Writer, type Writers, type Written } from '../../src/kit/index.ts'
import type { LaporClient } from './client.ts'
import { toFollowUp, toReport } from './map-back.ts'
import type { LaporPush } from './push.ts'
import type { Tables } from './tables.ts'
import { nameTopics, type TopicRow } from './topics.ts'
import type { Pushed } from './wire.ts'

export interface LaporWriting {
  client: LaporClient
  push: LaporPush
  tables: Tables
  prefix: string
  regions: City['regions']
}

type Bodies = WriteBodies['complaints']

/** Every push is looked for in the same way: the mark at the end of its text is its own. */
const find: NonNullable<Writer<unknown, LaporWriting>['find']> = async ({ push }, { receipt }, call) => {
  const found = (await push.caristream(receiptMark(receipt), call)).find(({ isi }) =>
    takeReceipt(isi).receipt === receipt
  )
  return found && written(found)
}

const create: Writer<Bodies['create'], LaporWriting> = {
  async send({ client, push, tables, prefix, regions }, { body, receipt }, call) {
    const topic = body.service_code === undefined ? undefined : await findTopic(client, prefix, body.service_code, call)
    return written(await push.addstream(toReport(body, { receipt, tables, regions, topic }), call))
  },
  find
}

const update: Writer<Bodies['update'], LaporWriting> = {
  send: async ({ push }, write, call) =>
    written(await push.addkomentar(keyOf(write), toFollowUp(write.body.text, write.body.media, write.receipt), call)),
  find
}

const close: Writer<Bodies['close'], LaporWriting> = {
  send: async ({ push }, write, call) =>
    written(await push.tutupstream(keyOf(write), toFollowUp(write.body.note, undefined, write.receipt), call)),
  find
}

export const writes: Writers<LaporWriting> = { complaints: { create, update, close } }

/** The topic that a service code means. LAPOR itself would take any. */
async function findTopic(client: LaporClient, prefix: string, code: string, call: Call): Promise<TopicRow> {
  const id = parseId(code)
  const topic = id?.prefix === prefix
    ? nameTopics(await client.gettopics(call)).find(topic => topic.id === id.key)
    : undefined
  if (topic !== undefined) return topic
  const detail = 'has no such topic'
  throw new SystemFault('rejected', { stage: 'addstream', detail, fields: [{ field: 'service_code', detail }] })
}

function keyOf({ key }: Write<unknown>): string {
  if (key === undefined) throw new TypeError('a write to a report needs its tracking id')
  return key
}

/** The tracking id is what people quote; a comment has no number that anybody is told. */
function written({ trackingid }: Pick<Pushed, 'trackingid'>): Written {
  return { key: trackingid, reference: trackingid }
}
