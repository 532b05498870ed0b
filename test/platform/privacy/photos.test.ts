import t from 'tap'
import { stripPhoto } from '../../../src/platform/privacy/photos/strip.ts'
import { chunk, JFIF, jpeg, jpegOf, png, pngOf, SCAN, segment, TABLES } from '../../suites/photos.ts'

const SECRET = 'GPS 6.9147S 107.6098E'

/** What a camera writes: which way up, and where it was. */
function exif(orientation: number, { isLittle = false } = {}): Buffer {
  const tiff = Buffer.alloc(8 + 2 + 2 * 12 + 4)
  tiff.write(isLittle ? 'II' : 'MM', 0, 'latin1')
  const short = (
    value: number,
    at: number
  ): unknown => (isLittle ? tiff.writeUInt16LE(value, at) : tiff.writeUInt16BE(value, at))
  const long = (
    value: number,
    at: number
  ): unknown => (isLittle ? tiff.writeUInt32LE(value, at) : tiff.writeUInt32BE(value, at))
  short(42, 2)
  long(8, 4)
  short(2, 8)
  short(0x0112, 10)
  short(3, 12)
  long(1, 14)
  short(orientation, 18)
  short(0x8825, 22)
  return segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), tiff, Buffer.from(SECRET)]))
}
const strip = (content: Buffer, mediaType = 'image/jpeg'): Buffer => {
  const stripped = stripPhoto(content, mediaType)
  t.notMatch(stripped?.toString('latin1'), SECRET)
  return stripped ?? Buffer.alloc(0)
}

t.test('a photo that tells nothing beside its picture stays as it is', t => {
  t.same(strip(jpeg), jpeg)
  t.same(strip(png, 'image/png'), png)
  t.end()
})

t.test('a JPEG loses what cameras and programs write into it, and nothing of the picture', t => {
  const colours = [segment(0xe2, `ICC_PROFILE\0\x01\x01profile`), segment(0xee, 'Adobe\0\0\0\0\0\0\x01')]
  const full = jpegOf(
    segment(0xe0, Buffer.concat([Buffer.from('4a46494600010100000100010101', 'hex'), Buffer.from(SECRET)])),
    exif(1),
    segment(0xe1, `http://ns.adobe.com/xap/1.0/\0${SECRET}`),
    ...colours,
    segment(0xe2, `MPF\0${SECRET}`),
    segment(0xed, `Photoshop 3.0\0${SECRET}`),
    segment(0xfe, SECRET),
    TABLES,
    SCAN,
    TABLES,
    SCAN
  )
  t.same(strip(Buffer.concat([full, Buffer.from(SECRET)])), jpegOf(JFIF, ...colours, TABLES, SCAN, TABLES, SCAN))
  t.end()
})

t.test('which way up a JPEG is shown stays', t => {
  for (const isLittle of [false, true]) {
    for (const orientation of [2, 6, 8]) {
      const stripped = strip(jpegOf(JFIF, exif(orientation, { isLittle }), TABLES, SCAN))
      const turned = segment(0xe1,
        Buffer.concat([Buffer.from('Exif\0\0'),
          Buffer.from(`4d4d002a0000000800010112000300000001000${orientation}000000000000`, 'hex')]))
      t.same(stripped, jpegOf(JFIF, turned, TABLES, SCAN), `${orientation}`)
      t.same(strip(stripped), stripped, 'and is read again')
    }
  }
  for (const orientation of [0, 1, 9, 65_535]) t.same(strip(jpegOf(JFIF, exif(orientation), TABLES, SCAN)), jpeg)
  t.same(strip(jpegOf(exif(6), TABLES, SCAN)).subarray(2, 4), Buffer.from('ffe1', 'hex'),
    'first where there is no JFIF')
  t.end()
})

t.test('an Exif that is broken is left out', t => {
  for (let length = 0; length < exif(6).length - 4; length++) {
    t.ok(strip(jpegOf(JFIF, segment(0xe1, exif(6).subarray(4, 4 + length)), TABLES, SCAN)).length >= jpeg.length)
  }
  const endless = exif(6)
  endless.writeUInt32BE(0xfffffff0, 14)
  t.same(strip(jpegOf(JFIF, endless, TABLES, SCAN)), jpeg)
  t.end()
})

t.test('a scan that breaks off is shown as far as it goes, and what has none is no photo', t => {
  t.same(strip(jpeg.subarray(0, -10)), jpegOf(JFIF, TABLES, SCAN.subarray(0, -8)))
  t.same(strip(Buffer.from(jpeg.subarray(0, -2))), jpeg)
  for (const broken of [jpegOf(), jpegOf(JFIF, TABLES), jpegOf(JFIF, Buffer.from('ffe1ffff', 'hex'), SCAN),
    jpegOf(Buffer.from('ffe10000', 'hex'), SCAN), Buffer.from('ffd8ff', 'hex'), jpegOf(jpeg)])
  {
    t.equal(stripPhoto(broken, 'image/jpeg'), undefined)
  }
  t.end()
})

t.test('a PNG keeps what changes how it looks', t => {
  const colours = [chunk('gAMA', '1'), chunk('iCCP', 'profile'), chunk('tRNS', '2')]
  t.same(
    strip(
      Buffer.concat([
        pngOf(chunk('eXIf', SECRET), ...colours, chunk('tEXt', SECRET), chunk('iTXt', SECRET), chunk('zTXt', SECRET),
          chunk('tIME', SECRET), chunk('prIV', SECRET)),
        Buffer.from(SECRET)
      ]),
      'image/png'
    ),
    pngOf(...colours)
  )
  for (const broken of [png.subarray(0, 20), png.subarray(0, -12),
    Buffer.concat([png.subarray(0, 8), Buffer.from('ffffffff', 'hex'), png.subarray(12)])])
    t.equal(stripPhoto(broken, 'image/png'), undefined)
  t.end()
})

t.test('a WebP loses its Exif and its XMP, and says so', t => {
  const part = (type: string, data: Buffer | string): Buffer => {
    const bytes = Buffer.from(data)
    const head = Buffer.alloc(8)
    head.write(type, 0, 'latin1')
    head.writeUInt32LE(bytes.length, 4)
    return Buffer.concat([head, bytes, Buffer.alloc(bytes.length % 2)])
  }
  const riff = (...parts: Buffer[]): Buffer => part('RIFF', Buffer.concat([Buffer.from('WEBP'), ...parts]))
  const full = riff(part('VP8X', Buffer.from('2c000000000000000000', 'hex')), part('ICCP', 'odd'),
    part('VP8 ', 'a lamp'), part('EXIF', SECRET), part('XMP ', SECRET), part('priv', SECRET))
  t.same(strip(full, 'image/webp'),
    riff(part('VP8X', Buffer.from('20000000000000000000', 'hex')), part('ICCP', 'odd'), part('VP8 ', 'a lamp')))
  t.equal(stripPhoto(full.subarray(0, 20), 'image/webp'), undefined)
  t.equal(stripPhoto(riff(), 'image/webp'), undefined)
  t.end()
})

t.test('a GIF keeps its frames and how often they run', t => {
  const blocks = (text: string): Buffer =>
    Buffer.concat([Buffer.from([text.length]), Buffer.from(text), Buffer.from([0])])
  const head = Buffer.concat([Buffer.from('GIF89a'), Buffer.from('01000100800000', 'hex'), Buffer.alloc(6)])
  const loops = Buffer.concat([Buffer.from('21ff0b', 'hex'), Buffer.from('NETSCAPE2.0'), blocks('\x01\0\0')])
  const frame = Buffer.concat([Buffer.from('21f9040000000000', 'hex'), Buffer.from('2c00000000010001000002', 'hex'),
    blocks('a lamp')])
  const comment = Buffer.concat([Buffer.from('21fe', 'hex'), blocks(SECRET)])
  const xmp = Buffer.concat([Buffer.from('21ff0b', 'hex'), Buffer.from('XMP DataXMP'), blocks(SECRET)])
  const end = Buffer.from([0x3b])
  t.same(strip(Buffer.concat([head, loops, comment, frame, xmp, frame, end, Buffer.from(SECRET)]), 'image/gif'),
    Buffer.concat([head, loops, frame, frame, end]))
  t.equal(stripPhoto(Buffer.concat([head, loops, frame]), 'image/gif'), undefined)
  t.equal(stripPhoto(Buffer.concat([head, Buffer.from('2c', 'hex')]), 'image/gif'), undefined)
  t.end()
})
