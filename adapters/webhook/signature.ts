import { createHmac, timingSafeEqual } from 'node:crypto'
import { type PushedMessage, SystemFault } from '../../src/kit/index.ts'

const STAGE = 'check the signature'
const TOLERANCE_MS = 5 * 60_000

/**
 * Checks a message as Standard Webhooks 1.0 has it: an HMAC-SHA256 of id, timestamp and body, made with any of the
 * secrets, no older than five minutes and no newer.
 * @param secrets each `whsec_` and base64
 * @returns the id of the message, which its repetitions share
 * @throws SystemFault `denied`
 */
export function checkSignature({ headers, body, receivedAt }: PushedMessage, secrets: readonly string[]): string {
  const { 'webhook-id': id = '', 'webhook-timestamp': timestamp = '', 'webhook-signature': signature = '' } = headers
  if (!/^[\x21-\x7e]{1,256}$/.test(id) || !/^\d{1,12}$/.test(timestamp) || signature === '')
    throw denied('came without a signature of Standard Webhooks')
  // The age is no secret, and a clock that is wrong is the usual reason: worth a message of its own.
  if (Math.abs(Date.parse(receivedAt) - Number(timestamp) * 1000) > TOLERANCE_MS)
    throw denied('was signed more than five minutes ago, or ahead of time')
  // More than one while the sender changes its secret.
  const given = signature.split(' ').flatMap(
    part => (part.startsWith('v1,') ? [Buffer.from(part.slice(3), 'base64')] : [])
  )
  const valid = secrets.map(secret =>
    createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.`).update(body).digest()
  )
  if (!valid.some(right => given.some(one => one.length === right.length && timingSafeEqual(one, right))))
    throw denied('has a wrong signature')
  return id
}

function keyOf(secret: string): Buffer {
  return Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
}

function denied(detail: string): SystemFault {
  return new SystemFault('denied', { stage: STAGE, detail })
}
