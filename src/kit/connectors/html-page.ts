import type { CheerioAPI } from 'cheerio/slim'
import { charsetOf, decodeBody } from '../encoding.ts'
import { SystemFault } from '../faults.ts'
import { excessOf } from './html-excess.ts'
import type { HttpAnswer } from './http.ts'

/** A page, to be searched with CSS selectors: `$('table.data td')`. */
export type HtmlPage = CheerioAPI

export interface PageOptions {
  /** For faults. */
  stage: string
  /** The character set that the system is known to send, whatever it declares. */
  assumeCharset?: string | undefined
  /** Default 4 MiB. */
  maxPageBytes?: number | undefined
}

const MAX_DEPTH = 256
const MAX_TAGS = 400_000

// Beside the page's own end: what comes of a broken off page would be a shorter table, and nobody would notice.
const opensDocument = /<html[\s>]/i
const endsDocument = /<\/html\s*>/i
const notHtml = /^(?!text\/(?:html|plain)|application\/xhtml)/i
// oxlint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0008\u000b\u000e-\u001f]/g

/**
 * Reads the page in an answer, of any status.
 * @throws SystemFault `unreadable` when it is no HTML or is nested deeper than 256 levels, `truncated` when it ends
 * before its `</html>`, `oversized` beyond `maxPageBytes` or 400,000 tags
 */
export async function readPage(
  answer: Pick<HttpAnswer, 'bytes' | 'contentType'>,
  options: PageOptions
): Promise<HtmlPage> {
  const { stage, assumeCharset, maxPageBytes = 4 * 1024 * 1024 } = options
  const { bytes, contentType } = answer
  const unreadable = (detail: string): SystemFault => new SystemFault('unreadable', { stage, detail })
  if (bytes.length > maxPageBytes)
    throw new SystemFault('oversized', { stage, detail: `sent a page of more than ${maxPageBytes} bytes` })
  if (contentType !== '' && notHtml.test(contentType)) throw unreadable('sent something else than HTML')
  const html = decodeBody(bytes, { contentType, declared: declaredWithin(answer), actual: assumeCharset }).text.replace(
    CONTROLS,
    ''
  )
  if (html.trim() === '') throw unreadable('sent an empty page')
  if (!/<[a-z!]/i.test(html)) throw unreadable('sent something else than HTML')
  const excess = excessOf(html, { depth: MAX_DEPTH, tags: MAX_TAGS })
  if (excess === 'depth') throw unreadable(`sent HTML nested deeper than ${MAX_DEPTH} levels`)
  if (excess === 'tags')
    throw new SystemFault('oversized', { stage, detail: `sent HTML of more than ${MAX_TAGS} tags` })
  if (opensDocument.test(html) && !endsDocument.test(html)) {
    throw new SystemFault('truncated', { stage, detail: 'broke off in the middle of its page' })
  }
  // A hub without such systems does not load the parser. The slim one, for what it makes of a page is as large as the
  // page.
  const { load } = await import('cheerio/slim')
  return load(html)
}

/** The character set that the page names itself: it counts where the header names none. */
function declaredWithin({ bytes, contentType }: Pick<HttpAnswer, 'bytes' | 'contentType'>): string | undefined {
  if (charsetOf(contentType) !== undefined) return undefined
  return /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(bytes.toString('latin1', 0, 2_048))?.[1]
}
