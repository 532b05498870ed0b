/** A part of a form as a client writes it, with headers of its own. */
export interface Part {
  name: string
  content: string | Buffer
  filename?: string
  headers?: readonly string[]
}

/** A form as clients of faces write it. */
export function multipart(
  parts: readonly Part[],
  boundary: string
): { headers: Record<string, string>; body: Uint8Array<ArrayBuffer> } {
  const chunks = parts.flatMap(({ name, content, filename, headers = [] }) => [
    Buffer.from(
      [`--${boundary}`,
        `Content-Disposition: form-data; name="${name}"${filename === undefined ? '' : `; filename="${filename}"`}`,
        ...headers, '', ''].join('\r\n')
    ),
    Buffer.from(content),
    Buffer.from('\r\n')
  ])
  return { headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: Buffer.concat([...chunks, Buffer.from(`--${boundary}--\r\n`)]) }
}
