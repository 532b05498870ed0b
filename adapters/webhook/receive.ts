import { createRequire } from 'node:module'
import { parseJson, type PushedMessage, type Received, SystemFault } from '../../src/kit/index.ts'
import { checkSignature } from './signature.ts'
import { type Delivery, type Message, messageSchema } from './wire.ts'

// Three hundred modules, which only a hub that is sent something needs.
const loadLate = createRequire(import.meta.url)
const STAGE = 'receive an incident'
/** Standard Webhooks advises less than 20 kB. */
const MOST_BYTES = 64 * 1024

/**
 * @throws SystemFault `denied` for a signature that is not the sender's, `rejected` for anything that is no incident
 */
export function receiveIncident(pushed: PushedMessage, secrets: readonly string[]): Received<Delivery> {
  const webhookId = checkSignature(pushed, secrets)
  if (pushed.method !== 'POST' || pushed.path.replace(/^\/|\/$/g, '') !== 'incidents')
    throw rejected('is no POST of an incident')
  return { rows: [{ webhookId, message: readMessage(pushed.body) }] }
}

function readMessage(body: Buffer): Message {
  if (body.length > MOST_BYTES) throw rejected(`has more than ${MOST_BYTES} bytes`)
  const value = readJson(body)
  // The path is the schema's own, and the value stays here: the sender sees what is wrong, and the log nothing else.
  const { Value } = loadLate('typebox/value') as typeof import('typebox/value')
  const error = Value.Errors(messageSchema, value).find(({ keyword }) => keyword !== 'boolean')
  if (error === undefined) return value as Message
  const path = error.instancePath.slice(1).replaceAll('/', '.') || 'the message'
  throw rejected(
    error.keyword === 'additionalProperties' ? `${path} has fields that nobody reads` : `${path} ${error.message}`
  )
}

function readJson(body: Buffer): unknown {
  try {
    return parseJson(body.toString('utf8'), STAGE)
  } catch (error) {
    throw rejected(error instanceof SystemFault ? error.message : 'sent broken JSON')
  }
}

function rejected(detail: string): SystemFault {
  return new SystemFault('rejected', { stage: STAGE, detail })
}
