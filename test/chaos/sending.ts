import { createHash } from 'node:crypto'
import { pdf } from '../suites/forms.ts'
import { signToken } from '../suites/token.ts'

export const SECRET = 'a key for tests that is long enough'
/** What the writer may, and its listeners. */
export const SCOPES = ['complaints:write', 'complaints:operate', 'licence-applications:write',
  'licence-applications:operate', 'submissions:read', 'events:read', 'events:subscribe']

export const authorization = (): string => `Bearer ${signToken(SECRET, { sub: 'writer', scope: SCOPES.join(' ') })}`

/** A write as it goes to the hub, the same each time that it is repeated. */
export interface Sending {
  /** Stands in what is written: by it the write is found in the legacy system. */
  marker: string
  path: string
  headers: Record<string, string>
  body: string | FormData
  /** Of the file that comes with it. */
  md5?: string
}

export function complaintOf(marker: string): Sending {
  return {
    marker,
    path: '/v1/complaints',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ description: `Lampu jalan mati. ${marker}` })
  }
}

/** A file for an application. */
export function fileOf(marker: string, application: string, bytes: number): Sending {
  const content = pdf(marker, bytes)
  const body = new FormData()
  body.append('requirement', `Denah ${marker}`)
  body.append('file', new Blob([content], { type: 'application/pdf' }), 'denah.pdf')
  return { marker, path: `/v1/licence-applications/${application}/attachments`, headers: {}, body,
    md5: createHash('md5').update(content).digest('hex') }
}

export interface Sent {
  status: number
  /** Undefined where nothing was acknowledged. */
  id: string | undefined
  /** The record, where it was written at once. */
  recordId: string | undefined
}

/** Sends it once. @throws when nobody answers */
export async function send(port: number, { marker, path, headers, body }: Sending): Promise<Sent> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    signal: AbortSignal.timeout(15_000),
    body,
    headers: { ...headers, 'idempotency-key': `"${marker}"`, 'authorization': authorization() }
  })
  const text = await response.text()
  const { status } = response
  const receipt = status === 201 || status === 202 ? response.headers.get('satu-receipt') : null
  return {
    status,
    id: receipt === null ? undefined : `sub-${receipt.replaceAll('-', '')}`,
    recordId: status === 201 ? (JSON.parse(text) as { id?: string }).id : undefined
  }
}

/** An application that takes files. */
export async function apply(port: number, marker: string): Promise<string> {
  const { status, recordId } = await send(port, {
    marker,
    path: '/v1/licence-applications',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ service_id: 'HAYU-055', kind: 'new', applicant: { name: 'BUDI SANTOSA' } })
  })
  if (recordId === undefined) throw new Error(`no application was made: ${status}`)
  return recordId
}

export async function ask<Answer>(port: number, path: string): Promise<Answer> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { authorization: authorization() },
    signal: AbortSignal.timeout(15_000) })
  if (response.status !== 200) throw new Error(`${path}: ${response.status}`)
  return await response.json() as Answer
}

export async function stateOf(port: number, id: string): Promise<string> {
  const { status } = await ask<{ status: { code: string } }>(port, `/v1/submissions/${id}`)
  return status.code
}
