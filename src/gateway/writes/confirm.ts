import type { ResourceName } from '../../contract/resources.ts'
import { parseId } from '../../kit/ids.ts'
import type { Db } from '../../platform/store/database.ts'
import type { Asker } from '../systems/asker.ts'
import type { Registry } from '../systems/registry.ts'
import { conflict } from './conflict.ts'
import type { Submission } from './submissions.ts'

/**
 * Asks the system for the record that an operator says a write has become.
 * @param named what the system calls it, or its id here
 * @returns its legacy key
 * @throws SatuError state_conflict when it is not that record, or not there; what reads of the system throw
 */
export async function keyOfFound(
  registry: Registry,
  { system: id, resource, record_key: changed }: Submission,
  named: string,
  asker: Asker
): Promise<string> {
  const system = registry.get(id)
  if (system?.serves(resource as ResourceName, 'get') === undefined)
    throw conflict(`${id} cannot be asked for a record of ${resource}: abandon it, if you know that it is there.`)
  const parsed = parseId(named)
  const key = parsed?.prefix === system.config.prefix ? parsed.key : named
  if (changed !== null && key !== changed) throw conflict(`It changes another record of ${id} than this one.`)
  if ((await system.get(resource as ResourceName, key, asker)) === undefined)
    throw conflict(`${id} has no record under this key.`)
  return key
}

/** A record is what one write became, and no other. Changes leave the record as it was. */
export async function claimRecord(
  db: Db,
  { system, resource, record_key: changed }: Submission,
  key: string
): Promise<void> {
  if (changed !== null) return
  const other = await db.selectFrom('submissions').select('id')
    .where('system', '=', system).where('made_key', '=', key).where('resource', '=', resource).where('record_key', 'is',
      null).where('state', '=', 'delivered')
    .limit(1).executeTakeFirst()
  if (other !== undefined) throw conflict(`${other.id} was delivered as this record.`)
}
