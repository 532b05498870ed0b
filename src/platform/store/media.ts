import type { Store } from './database.ts'

export interface MediaFile {
  /** Its address ends with it: nobody can guess it. */
  name: string
  /** As its content tells it. */
  mediaType: string
  content: Uint8Array
}

/** Files that the hub shows to whoever knows their names, until they are forgotten by age. */
export interface MediaStore {
  /** Keeps all or none; one that is kept already stays as it is. @throws SatuError store_unavailable */
  keep(files: readonly MediaFile[]): Promise<void>
  get(name: string): Promise<MediaFile | undefined>
}

export function createMediaStore({ read, write }: Pick<Store, 'read' | 'write'>): MediaStore {
  return {
    async keep(files) {
      if (files.length === 0) return
      const rows = files.map(({ name, mediaType, content }) => ({ name, media_type: mediaType, content,
        kept_at: Date.now() })
      )
      await write(async db => {
        await db.insertInto('media').values(rows).onConflict(conflict => conflict.doNothing()).execute()
      })
    },
    async get(wanted) {
      const row = await read(db => db.selectFrom('media').selectAll().where('name', '=', wanted).executeTakeFirst())
      return row && { name: row.name, mediaType: row.media_type, content: row.content }
    }
  }
}
