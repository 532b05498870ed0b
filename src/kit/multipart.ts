import { randomBytes } from 'node:crypto'

export interface MultipartFile {
  /** Of the form's field. */
  field: string
  /** Of the file, without a path. */
  name: string
  mediaType: string
  bytes: Buffer
}

/** A form with a file in it (RFC 7578), as browsers send it: the body, and the content-type that goes with it. */
export function writeMultipart(
  fields: Readonly<Record<string, string>>,
  file: MultipartFile
): { contentType: string; body: Buffer } {
  // Random, so that no file can hold it.
  const boundary = `----Satu${randomBytes(18).toString('hex')}`
  const head = (disposition: string): string => `--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n`
  const texts = Object.entries(fields).map(([name, value]) => `${head(`name="${quoted(name)}"`)}\r\n${value}\r\n`)
  const begin = `${
    head(`name="${quoted(file.field)}"; filename="${quoted(file.name)}"`)
  }Content-Type: ${file.mediaType}\r\n\r\n`
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    body: Buffer.concat([Buffer.from(texts.join('') + begin), file.bytes, Buffer.from(`\r\n--${boundary}--\r\n`)])
  }
}

/** As browsers escape names: a quote or a line break would end the header. */
function quoted(name: string): string {
  return name.replace(/["\r\n]/g, char => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)
}
