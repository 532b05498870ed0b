/** A part of a form, as it stands on the wire. */
export interface FormPart {
  name?: string
  filename?: string
  type?: string
  content: string | Buffer
}

export const BOUNDARY = 'a-boundary-of-the-test'
export const FORM_TYPE = `multipart/form-data; boundary=${BOUNDARY}`

/** A form by hand, so that nothing in between corrects it. Names go in byte for byte. */
export function formOf(parts: readonly FormPart[]): Buffer<ArrayBuffer> {
  const pieces = parts.flatMap(({ name, filename, type, content }) => [
    Buffer.from(
      `--${BOUNDARY}\r\nContent-Disposition: form-data${name === undefined ? '' : `; name="${name}"`}${
        filename === undefined ? '' : `; filename="${filename}"`
      }\r\n${type === undefined ? '' : `Content-Type: ${type}\r\n`}\r\n`,
      'latin1'
    ),
    Buffer.from(content),
    Buffer.from('\r\n')
  ])
  return Buffer.concat([...pieces, Buffer.from(`--${BOUNDARY}--\r\n`)])
}

/** Latin-1 letters that are the bytes of a text in UTF-8. */
export const utf8 = (text: string): string => Buffer.from(text).toString('latin1')

export const pdf = (text = '', bytes = 0): Buffer<ArrayBuffer> =>
  Buffer.concat([Buffer.from(`%PDF-1.4\n%${text}\n`), Buffer.alloc(Math.max(0, bytes), '%'), Buffer.from('\n%%EOF\n')])
export const jpeg: Buffer<ArrayBuffer> = Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex')
export const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
