import type { FastifyReply, FastifyRequest } from 'fastify'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { isUnchanged } from '../../http/answer-headers.ts'
import { modules } from './page.ts'

/** A file of the page, read once, whole and compressed. */
interface Asset {
  type: string
  whole: Buffer
  compressed: Buffer
  etag: string
}

const files: ReadonlyMap<string, string> = new Map([
  ['command-center.css', 'text/css; charset=utf-8'],
  ...modules.map((name): [string, string] => [`${name}.js`, 'text/javascript; charset=utf-8'])
])
const kept = new Map<string, Asset>()

/** @returns undefined when the page has no such file */
export function findAsset(name: string): Asset | undefined {
  const type = files.get(name)
  if (type === undefined) return undefined
  let asset = kept.get(name)
  if (asset === undefined) {
    const whole = readFileSync(new URL(`assets/${name}`, import.meta.url))
    asset = { type, whole, compressed: gzipSync(whole, { level: 9 }),
      etag: `"${createHash('sha256').update(whole).digest('base64url').slice(0, 16)}"` }
    kept.set(name, asset)
  }
  return asset
}

export function sendAsset(
  request: FastifyRequest,
  reply: FastifyReply,
  { type, whole, compressed, etag }: Asset
): FastifyReply {
  void reply.headers({ 'content-type': type, 'cache-control': 'no-cache', 'vary': 'accept-encoding', etag })
  if (isUnchanged(request.headers['if-none-match'], etag)) return reply.code(304).send()
  const takesGzip = /\bgzip\b(?!\s*;\s*q=0(\.0+)?\s*(,|$))/i.test(request.headers['accept-encoding'] ?? '')
  return takesGzip ? reply.header('content-encoding', 'gzip').send(compressed) : reply.send(whole)
}
