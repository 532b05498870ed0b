import type { HtmlPage } from './html-page.ts'

/** What a CSS selector found in a page. */
export type Selection = ReturnType<HtmlPage>

// Marks the end of a line until the line breaks of the HTML, which mean nothing, are gone. Pages hold no control
// characters.
const LINE = '\u0001'
const notText = 'script, style'
const blocks = 'p, div, li'

/**
 * Text as it is shown: on one line, or with its lines. The elements that break lines leave no trace of it otherwise.
 */
export function textOf(selection: Selection, { lines = false } = {}): string {
  let shown = selection
  if (selection.find(`br, ${blocks}, ${notText}`).length > 0) {
    shown = selection.clone()
    shown.find(notText).remove()
    shown.find(`br, ${blocks}`).after(LINE)
    shown.find(blocks).before(LINE)
  }
  const parts = shown.text().replace(/\s+/g, ' ').split(LINE)
  return lines
    ? parts.map(part => part.trim()).join('\n').replace(/\n{3,}/g, '\n\n').trim()
    : parts.join(' ').replace(/ +/g, ' ').trim()
}

/** What of a header or label counts: letters and digits, in any case. */
export function keyOf(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}
