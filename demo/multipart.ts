/** A part of a form: a field, or a file when it has a name of its own. */
export interface FormPart {
  text: string
  bytes: Buffer
  fileName: string | undefined
}

/** The parts of a multipart form by their names; undefined when it is none. */
export function readMultipart(contentType: string, body: Buffer): ReadonlyMap<string, FormPart> | undefined {
  const boundary = /^multipart\/form-data;.*\bboundary="?([^";]+)/i.exec(contentType)?.[1]
  if (boundary === undefined) return undefined
  const parts = new Map<string, FormPart>()
  // One character a byte, so that the file's bytes stay what they are.
  for (const part of body.toString('latin1').split(`--${boundary}`).slice(1, -1)) {
    const end = part.indexOf('\r\n\r\n')
    const head = Buffer.from(part.slice(0, end), 'latin1').toString('utf8')
    const name = /\bname="([^"]*)"/.exec(head)?.[1]
    if (end < 0 || name === undefined) return undefined
    const bytes = Buffer.from(part.slice(end + 4, -2), 'latin1')
    parts.set(name, { text: bytes.toString('utf8'), bytes, fileName: /\bfilename="([^"]*)"/.exec(head)?.[1] })
  }
  return parts
}
