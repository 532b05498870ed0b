import { stripGif } from './gif.ts'
import { stripJpeg } from './jpeg.ts'
import { stripPng } from './png.ts'
import { stripWebp } from './webp.ts'

const strippers: Readonly<Record<string, (content: Buffer) => Buffer | undefined>> = {
  'image/jpeg': stripJpeg,
  'image/png': stripPng,
  'image/gif': stripGif,
  'image/webp': stripWebp
}

/**
 * A photo without what it tells beside the picture: where and when it was taken, with which device, notes, small copies
 * of what it showed before it was cut. Which way up a JPEG is shown stays. Nothing is decoded: the picture is the same,
 * bit for bit.
 * @param mediaType `image/jpeg`, `image/png`, `image/gif` or `image/webp`
 * @returns undefined for what is no whole photo of that type: what cannot be read cannot be told apart
 */
export function stripPhoto(content: Buffer, mediaType: string): Buffer | undefined {
  return strippers[mediaType]?.(content)
}
