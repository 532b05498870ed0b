/** Markers (ITU-T T.81, B.1.1.3; Exif 2.32, 4.5). */
const SOI = 0xd8
const EOI = 0xd9
const SOS = 0xda
const APP0 = 0xe0
const APP1 = 0xe1
const APP2 = 0xe2
const ADOBE = 0xee
const APP15 = 0xef
const COMMENT = 0xfe
/** In scan data: a byte that is no marker, and marks within it. */
const STUFFED = 0x00
const RST0 = 0xd0
const RST7 = 0xd7

const JFIF = Buffer.from('JFIF\0')
const JFIF_HEAD = 14
const EXIF = Buffer.from('Exif\0\0')
const ICC = Buffer.from('ICC_PROFILE\0')
const ORIENTATION = 0x0112

/**
 * A JPEG without what cameras and programs write beside the picture: of all that only which way up it is shown stays.
 */
export function stripJpeg(content: Buffer): Buffer | undefined {
  const kept: Buffer[] = []
  let orientation: number | undefined
  let hasScan = false
  let at = 2
  for (;;) {
    while (content[at] === 0xff && content[at + 1] === 0xff) at++
    const marker = content[at + 1]
    // What breaks off within a scan is shown as far as it goes.
    if (content[at] !== 0xff || marker === undefined || marker === EOI) break
    if (marker === SOI || at + 4 > content.length) return undefined
    const end = at + 2 + content.readUInt16BE(at + 2)
    if (end > content.length || end < at + 4) return undefined
    const data = content.subarray(at + 4, end)
    if (marker === APP1 && startsWith(data, EXIF)) orientation ??= orientationOf(data.subarray(EXIF.length))
    if (marker === APP0 && startsWith(data, JFIF) && data.length >= JFIF_HEAD)
      kept.push(segment(APP0, withoutThumbnail(data)))
    else if (isPicture(marker, data)) kept.push(content.subarray(at, end))
    at = end
    if (marker !== SOS) continue
    hasScan = true
    const next = endOfScan(content, end)
    kept.push(content.subarray(end, next))
    at = next
  }
  if (!hasScan) return undefined
  const head = Buffer.from([0xff, SOI])
  // After JFIF, which has to be first.
  const [first, ...rest] = kept
  const turned = orientation === undefined ? [] : [segment(APP1, exifOf(orientation))]
  const parts = first?.[1] === APP0 ? [first, ...turned, ...rest] : [...turned, ...kept]
  return Buffer.concat([head, ...parts, Buffer.from([0xff, EOI])])
}

/** Colours are part of the picture; notes, places, serial numbers and small copies of it are not. */
function isPicture(marker: number, data: Buffer): boolean {
  if (marker === APP2) return startsWith(data, ICC)
  if (marker === ADOBE) return true
  return marker !== COMMENT && (marker < APP0 || marker > APP15)
}

function endOfScan(content: Buffer, start: number): number {
  for (let at = start;; at++) {
    at = content.indexOf(0xff, at)
    if (at < 0) return content.length
    const next = content[at + 1]
    if (next !== undefined && next !== STUFFED && !(next >= RST0 && next <= RST7) && next !== 0xff) return at
  }
}

function withoutThumbnail(data: Buffer): Buffer {
  const head = Buffer.from(data.subarray(0, JFIF_HEAD))
  head[JFIF_HEAD - 2] = 0
  head[JFIF_HEAD - 1] = 0
  return head
}

/** From the first directory of a TIFF; undefined when it is upright, or not told. */
function orientationOf(tiff: Buffer): number | undefined {
  const isLittle = tiff.toString('latin1', 0, 2) === 'II'
  const short = (
    at: number
  ): number => (at < 0 || at + 2 > tiff.length ? 0 : isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const long = (
    at: number
  ): number => (at + 4 > tiff.length ? 0 : isLittle ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at))
  const directory = long(4)
  for (let entry = 0; entry < short(directory); entry++) {
    const at = directory + 2 + entry * 12
    if (short(at) !== ORIENTATION) continue
    const value = short(at + 8)
    return value >= 2 && value <= 8 ? value : undefined
  }
  return undefined
}

function exifOf(orientation: number): Buffer {
  const tiff = Buffer.alloc(26)
  tiff.write('MM\0*', 0, 'latin1')
  tiff.writeUInt32BE(8, 4)
  tiff.writeUInt16BE(1, 8)
  tiff.writeUInt16BE(ORIENTATION, 10)
  // A SHORT, one of it.
  tiff.writeUInt16BE(3, 12)
  tiff.writeUInt32BE(1, 14)
  tiff.writeUInt16BE(orientation, 18)
  return Buffer.concat([EXIF, tiff])
}

function segment(marker: number, data: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(data.length + 2, 2)
  return Buffer.concat([head, data])
}

function startsWith(data: Buffer, start: Buffer): boolean {
  return data.subarray(0, start.length).equals(start)
}
