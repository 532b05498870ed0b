import type { FastifyReply, FastifyRequest } from 'fastify'
import { createHmac, hkdfSync } from 'node:crypto'
import { SatuError } from '../../errors.ts'
import { SANDBOXED } from '../../http/browsers.ts'
import { stripPhoto } from '../../platform/privacy/photos/strip.ts'
import type { MediaFile, MediaStore } from '../../platform/store/media.ts'
import { wrong } from './params.ts'

/** A file that came with a form. */
export interface Upload {
  /** Name of the form's field. */
  field: string
  content: Buffer
}

/** What is shown again: told by the content, never by what a sender says of it. Nothing that could hold a script. */
const kinds: readonly { ending: string; mediaType: string; isOne(content: Buffer): boolean }[] = [
  { ending: 'jpg', mediaType: 'image/jpeg', isOne: content => begins(content, 0, 'ffd8ff') },
  { ending: 'png', mediaType: 'image/png', isOne: content => begins(content, 0, '89504e470d0a1a0a') },
  { ending: 'gif', mediaType: 'image/gif',
    isOne: content => begins(content, 0, '474946383761') || begins(content, 0, '474946383961') },
  { ending: 'webp', mediaType: 'image/webp',
    isOne: content => begins(content, 0, '52494646') && begins(content, 8, '57454250') }
]
/** As many as the contract lets a complaint have. */
export const MOST_FILES = 10

/** Photos that came as files: systems take addresses alone, so the hub keeps and shows them. */
export interface Media {
  /**
   * Takes out of photos what does not belong to the picture, and names them so that a repeat of the same write has the
   * same names, and nobody else can guess them.
   * @throws SatuError invalid_request for what is no photo, or too large
   */
  name(uploads: readonly Upload[], options: { of: string; mostBytes: number }): MediaFile[]
  keep(files: readonly MediaFile[]): Promise<void>
  show(request: FastifyRequest<{ Params: { name: string } }>, reply: FastifyReply): Promise<FastifyReply>
}

/** @param secret the hub's own; every process of it has the same */
export function createMedia(store: MediaStore, secret: string): Media {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'satu open311 media', 32))
  return {
    name: (uploads, { of, mostBytes }) =>
      uploads.map(({ field, content }, index) => {
        const kind = kinds.find(({ isOne }) => isOne(content))
        if (kind === undefined) throw wrong(field, 'is no photo that can be shown: JPEG, PNG, WebP or GIF')
        if (content.length > mostBytes) throw wrong(field, `is too large: a photo may have ${mostBytes} bytes`)
        const photo = stripPhoto(content, kind.mediaType)
        if (photo === undefined) throw wrong(field, 'breaks off: it is no whole photo')
        const name = createHmac('sha256', key).update(`${of} ${index} `).update(photo).digest('base64url').slice(0, 32)
        return { name: `${name}.${kind.ending}`, mediaType: kind.mediaType, content: photo }
      }),
    keep: files => store.keep(files),
    async show({ params: { name } }, reply) {
      const file = /^[\w-]{32}\.[a-z]{3,4}$/.test(name) ? await store.get(name) : undefined
      if (file === undefined) throw new SatuError('not_found', 'There is no photo of this name.', { stage: 'open311' })
      return reply
        .headers({
          'content-type': file.mediaType,
          'cache-control': 'public, max-age=86400, immutable',
          ...SANDBOXED,
          'cross-origin-resource-policy': 'cross-origin'
        })
        .send(Buffer.from(file.content))
    }
  }
}

function begins(content: Buffer, at: number, hex: string): boolean {
  return content.subarray(at, at + hex.length / 2).toString('hex') === hex
}
