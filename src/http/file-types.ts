/** A kind of file that is taken, told by how it begins and never by what its sender says of it. */
export interface FileType {
  mediaType: string
  /** For people. */
  name: string
  /** Endings that its names have, the usual one first. */
  endings: readonly [string, ...string[]]
  isOne(content: Buffer): boolean
}

/** What offices take as a document. */
export const documentTypes: readonly FileType[] = [
  { mediaType: 'application/pdf', name: 'PDF', endings: ['pdf'], isOne: content => begins(content, '255044462d') },
  { mediaType: 'image/jpeg', name: 'JPEG', endings: ['jpg', 'jpeg'], isOne: content => begins(content, 'ffd8ff') },
  { mediaType: 'image/png', name: 'PNG', endings: ['png'], isOne: content => begins(content, '89504e470d0a1a0a') }
]

/**
 * A name whose ending is that of its type: whoever keeps a file by its name must not take it for another, such as a
 * script.
 */
export function withEnding(name: string, { endings }: FileType): string {
  return endings.some(ending => name.toLowerCase().endsWith(`.${ending}`)) ? name : `${name}.${endings[0]}`
}

function begins(content: Buffer, hex: string): boolean {
  return content.toString('hex', 0, hex.length / 2) === hex
}
