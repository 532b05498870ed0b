/** Photos as small as they may be, with nothing beside the picture, which nobody can look at. */

/** A segment of a JPEG. */
export function segment(marker: number, data: Buffer | string): Buffer {
  const bytes = Buffer.from(data)
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(bytes.length + 2, 2)
  return Buffer.concat([head, bytes])
}

export const JFIF = segment(0xe0, Buffer.from('4a46494600010100000100010000', 'hex'))
export const TABLES = segment(0xdb, Buffer.alloc(65, 1))
/** A scan with a byte that looks like a marker, and a mark within it. */
export const SCAN = Buffer.concat([segment(0xda, Buffer.from('01010000003f00', 'hex')), Buffer.from('a lamp'),
  Buffer.from('ff00ffd0', 'hex'), Buffer.from('its pole')])

export function jpegOf(...segments: Buffer[]): Buffer {
  return Buffer.concat([Buffer.from('ffd8', 'hex'), ...segments, Buffer.from('ffd9', 'hex')])
}

/** A chunk of a PNG, whose checksum nobody compares here. */
export function chunk(type: string, data: Buffer | string = ''): Buffer {
  const bytes = Buffer.from(data)
  const head = Buffer.alloc(8)
  head.writeUInt32BE(bytes.length)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, bytes, Buffer.alloc(4)])
}

export function pngOf(...chunks: Buffer[]): Buffer {
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', Buffer.alloc(13)), ...chunks,
    chunk('IDAT', 'a lamp'), chunk('IEND')])
}

export const jpeg = jpegOf(JFIF, TABLES, SCAN)
export const png = pngOf()
