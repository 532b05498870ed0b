/** A key of the access log. Its id stands in each row that was written with it. */
export interface AccessKey {
  id: string
  secret: Buffer
}

const KEY = /^([a-z0-9][a-z0-9-]{0,15}):([0-9a-f]{64})$/i

/**
 * Reads `<id>:<64 hex digits>,...`, the key in use first.
 * @throws Error that never repeats a value
 */
export function readAccessKeys(text: string | undefined): AccessKey[] {
  if (text === undefined) return []
  const keys = text.split(',').map((part, i) => {
    const [, id = '', hex = ''] = KEY.exec(part.trim()) ?? []
    if (id === '')
      throw new Error(
        `its key ${i + 1} is not like k1:<64 hex digits>; make one with \`echo k1:$(openssl rand -hex 32)\``
      )
    return { id, secret: Buffer.from(hex, 'hex') }
  })
  const twice = keys.find(({ id }, i) => keys.findIndex(other => other.id === id) !== i)
  if (twice !== undefined)
    throw new Error(`has two keys with the id ${twice.id}: an id is never used again for another key`)
  return keys
}
