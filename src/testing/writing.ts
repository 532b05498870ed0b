import type { ResourceName } from '../kit/adapter.ts'
import { toWib } from '../kit/indonesia/calendar.ts'
import type { Write, Writer, Writers, Written } from '../kit/writer.ts'
import { messageOf } from './collection.ts'
import type { Subject } from './subject.ts'

/** One kind of write that an adapter takes, with what the stand-in says is a good one. */
export interface Writing {
  /** `create complaints` */
  name: string
  resource: ResourceName
  action: string
  writer: Writer<unknown, unknown>
  /** Undefined when the stand-in declares none. */
  body: object | undefined
}

/** Every kind of write of the adapter, of the resources that are looked at. */
export function writingsOf(
  { adapter, declared, standIn }: Pick<Subject, 'adapter' | 'declared' | 'standIn'>
): Writing[] {
  const isAsked = (resource: keyof Writers<unknown>): boolean => declared.resources?.includes(resource) ?? true
  return (Object.keys(adapter.writes) as (keyof Writers<unknown>)[]).filter(isAsked).flatMap(resource => {
    const writers = adapter.writes[resource] as Readonly<Record<string, Writer<unknown, unknown>>>
    const bodies = (standIn.writes?.[resource] ?? {}) as Readonly<Record<string, object>>
    return Object.entries(writers).map(([action, writer]) => ({ name: `${action} ${resource}`, resource, action, writer,
      body: bodies[action] })
    )
  })
}

/** Makes writes as the journal does, each with a receipt of its own. */
export interface Pen {
  /**
   * One that has not been sent. What is written to a record has one made for it.
   * @throws Error when that record cannot be made
   */
  fresh(writing: Writing): Promise<Write<unknown>>
  /** One that has been sent before, the same for all checks. */
  sent(writing: Writing): Promise<{ write: Write<unknown>; written: Written }>
}

/** How every receipt of the suite begins. */
export const RECEIPTS = 'SUITE'
const RECEIPT_LENGTH = 12

export function createPen(subject: Subject): Pen {
  const known = new Map<string, ReturnType<Pen['sent']>>()
  let serial = 0
  let client: unknown

  async function fresh({ resource, action, body }: Writing): Promise<Write<unknown>> {
    return {
      receipt: RECEIPTS + String(++serial).padStart(RECEIPT_LENGTH - RECEIPTS.length, '0'),
      key: action === 'create' ? undefined : await keyFor(resource),
      body,
      acceptedAt: toWib(new Date())
    }
  }

  async function keyFor(resource: ResourceName): Promise<string> {
    const create = writingsOf(subject).find(writing => writing.resource === resource && writing.action === 'create')
    if (create?.body === undefined)
      throw new Error(`there is no record to write to: the stand-in declares no \`writes\` for create ${resource}`)
    return (await send(create, await fresh(create))).key
  }

  async function send({ name, writer }: Writing, write: Write<unknown>): Promise<Written> {
    client ??= subject.connect()
    const { value, error, fault } = await subject.ask(name, call => writer.send(client, write, call), {
      timeoutMs: 60_000
    })
    if (value === undefined) throw new Error(`${name} fails while nothing is in its way: ${messageOf(fault ?? error)}`)
    return value
  }

  return {
    fresh,
    sent(writing) {
      const found = known.get(writing.name) ??
        fresh(writing).then(async write => ({ write, written: await send(writing, write) }))
      known.set(writing.name, found)
      return found
    }
  }
}
