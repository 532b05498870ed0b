import type { FastifyReply, FastifyRequest } from 'fastify'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { isUnchanged } from '../../http/answer-headers.ts'
import type { Panel } from '../../http/panels.ts'
import { fileName, modules } from './page.ts'

/** A file of the page, read once, whole and compressed. */
interface Asset {
  type: string
  whole: Buffer
  compressed: Buffer
  etag: string
}

const SCRIPT = 'text/javascript; charset=utf-8'
const own = (name: string): URL => new URL(`assets/${name}`, import.meta.url)

/**
 * The files of the page: its own, and those of panels below their names.
 * @param panels all that there are by the time that somebody asks
 * @returns finds one by its path below the page's assets; undefined when there is no such file
 */
export function createAssets(panels: readonly Panel[]): (path: string) => Asset | undefined {
  const kept = new Map<string, Asset>()
  const files = new Map<string, URL>(modules.map(name => [`${name}.js`, own(`${name}.js`)]))
  return path => {
    let asset = kept.get(path)
    if (asset !== undefined) return asset
    if (path === 'command-center.css') asset = readAsset(own(path), 'text/css; charset=utf-8')
    else {
      const file = files.get(path) ??
        panels.flatMap(panel => panel.modules.filter(one => `${panel.name}/${fileName(one)}` === path))[0]
      if (file === undefined) return undefined
      asset = readAsset(file, SCRIPT)
    }
    kept.set(path, asset)
    return asset
  }
}

function readAsset(file: URL, type: string): Asset {
  const whole = readFileSync(file)
  return { type, whole, compressed: gzipSync(whole, { level: 9 }),
    etag: `"${createHash('sha256').update(whole).digest('base64url').slice(0, 16)}"` }
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
