import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib'
import { SystemFault } from '../faults.ts'

/** What `decompress` understands, for the request's header. */
export const acceptEncoding = 'gzip, deflate, br'

const decoders = {
  'gzip': promisify(gunzip),
  'x-gzip': promisify(gunzip),
  'br': promisify(brotliDecompress),
  'zlib': promisify(inflate),
  'raw': promisify(inflateRaw)
}

/**
 * Undoes the Content-Encoding of a body. The output is bounded while it is made, so a small body that unfolds into a
 * huge one never fills the memory.
 */
export async function decompress(
  bytes: Buffer,
  encoding: string,
  maxBodyBytes: number,
  stage: string
): Promise<Buffer> {
  const decode = decoderOf(encoding.trim().toLowerCase(), bytes)
  if (decode === undefined) {
    throw new SystemFault('unreadable', { stage, detail: 'compressed its answer in a way that was not asked for' })
  }
  try {
    return await decode(bytes, { maxOutputLength: maxBodyBytes })
  } catch (cause) {
    const { code } = cause as { code?: string }
    if (code === 'ERR_BUFFER_TOO_LARGE') {
      throw new SystemFault('oversized', { stage, detail: `sent more than ${maxBodyBytes} bytes, compressed`, cause })
    }
    if (code === 'Z_BUF_ERROR') {
      throw new SystemFault('truncated', { stage, detail: 'broke off in the middle of its compressed answer', cause })
    }
    throw new SystemFault('unreadable', { stage, detail: 'sent a compressed answer that cannot be unpacked', cause })
  }
}

type Decoder = (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>

function decoderOf(encoding: string, bytes: Buffer): Decoder | undefined {
  if (encoding === 'gzip' || encoding === 'x-gzip' || encoding === 'br') return decoders[encoding]
  // RFC 9110 8.4.1.2: "deflate" means the zlib format, but some servers send the bare stream.
  if (encoding === 'deflate') return ((bytes[0] ?? 0) & 0x0f) === 8 ? decoders.zlib : decoders.raw
  return undefined
}
