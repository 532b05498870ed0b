import { decodeEntitiesOnce, sanitiseHtml } from '../../src/kit/index.ts'

const html =
  /<\/?(?:a|b|br|center|div|em|font|h[1-6]|i|iframe|img|li|ol|p|script|span|strong|style|table|td|tr|u|ul)\b[^<>]*>/i

/**
 * Notes as text: Markdown stays as it is; where somebody pasted HTML, its text with its lines.
 * @throws Error when the HTML is nested too deeply or has too many tags
 */
export async function plainNotes(raw: unknown): Promise<unknown> {
  if (typeof raw !== 'string' || !html.test(raw)) return raw
  // What comes back is sound: every < in it begins a tag.
  const sound = await sanitiseHtml(raw, { baseUrl: 'http://localhost/' })
  const text = sound
    .replace(/\s+/g, ' ')
    .replace(/<(?:br|\/(?:p|div|li|tr|h[1-6]|blockquote))>\s*/g, '\n')
    .replace(/<[^<>]*>/g, '')
  return decodeEntitiesOnce(text).trim()
}
