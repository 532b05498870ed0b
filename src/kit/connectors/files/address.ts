import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export type FilesAddress = { kind: 'folder'; path: string } | ServerAddress<'sftp'> | ServerAddress<'ftp' | 'ftps'>

export interface ServerAddress<Kind> {
  kind: Kind
  host: string
  port: number
  user: string
  /** The folder; undefined for the one in which the login ends. */
  path: string | undefined
}

const defaultPorts: Record<string, number> = { sftp: 22, ftp: 21, ftps: 21 }

/**
 * Reads the address of a place: `file:///srv/drop`, `file:drop` (below the working folder), `sftp://user@host:22/path`,
 * `ftp://`, `ftps://`. A path is taken from the server's root, `/~/path` from the login's own folder.
 * @throws TypeError naming what is wrong, never quoting it
 */
export function readAddress(url: string): FilesAddress {
  if (/^file:(?!\/)/.test(url)) return { kind: 'folder', path: resolve(decoded(url.slice('file:'.length))) }
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  const scheme = parsed?.protocol.slice(0, -1) ?? ''
  if (parsed === undefined || !(scheme in defaultPorts || scheme === 'file')) {
    throw new TypeError('the url must begin with file:, sftp://, ftp:// or ftps://')
  }
  // In an address it would be shown wherever the address is.
  if (parsed.password) throw new TypeError('the url must not hold a password: it belongs in a setting of its own')
  if (parsed.search || parsed.hash) throw new TypeError('the url must end with its path: no query and no fragment')
  if (scheme === 'file') {
    if (parsed.hostname !== '')
      throw new TypeError('a file url names no host: file:///path, or file:path below the working folder')
    return { kind: 'folder', path: fileURLToPath(parsed) }
  }
  if (parsed.hostname === '') throw new TypeError('the url must name a host')
  const user = decoded(parsed.username)
  if (scheme === 'sftp' && user === '') throw new TypeError('the url must name the user: sftp://user@host/path')
  const server = {
    host: parsed.hostname.replace(/^\[|\]$/g, ''),
    port: Number(parsed.port) || defaultPorts[scheme]!,
    user: user === '' ? 'anonymous' : user,
    path: pathOf(decoded(parsed.pathname))
  }
  return scheme === 'sftp' ? { kind: 'sftp', ...server } : { kind: scheme === 'ftps' ? 'ftps' : 'ftp', ...server }
}

function pathOf(path: string): string | undefined {
  if (path === '' || path === '/' || path === '/~' || path === '/~/') return undefined
  const trimmed = path.replace(/(?<=.)\/+$/, '')
  return trimmed.startsWith('/~/') ? trimmed.slice(3) : trimmed
}

function decoded(part: string): string {
  let text: string
  try {
    text = decodeURIComponent(part)
  } catch (cause) {
    throw new TypeError('the url holds a % that encodes nothing', { cause })
  }
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\u007f]/.test(text)) throw new TypeError('the url must not hold control characters')
  return text
}
