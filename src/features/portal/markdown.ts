import { escapeHtml, Html } from '../../http/html.ts'

/**
 * As much of CommonMark as the contract's descriptions and the guide use: paragraphs, lists, tables, code, bold, links.
 */
export function markdown(text: string): Html {
  return new Html(blocksOf(text.trim().split('\n')).map(block).join('\n'))
}

/** A text of one line, without a paragraph around it. */
export function inline(text: string): Html {
  return new Html(spans(text))
}

/** Blocks are parted by empty lines, but for those within code. */
function blocksOf(lines: readonly string[]): string[] {
  const blocks: string[][] = [[]]
  let isCode = false
  for (const line of lines) {
    if (line.startsWith('```')) isCode = !isCode
    if (line.trim() === '' && !isCode) blocks.push([])
    else blocks.at(-1)?.push(line)
  }
  return blocks.filter(block => block.length > 0).map(block => block.join('\n'))
}

function block(text: string): string {
  const code = /^```(\w*)\n([^]*?)\n?```$/.exec(text)
  if (code !== null)
    return `<pre tabindex="0"><code class="language-${escapeHtml(code[1] ?? '')}">${
      escapeHtml(code[2] ?? '')
    }</code></pre>`
  const lines = text.split('\n')
  if (lines.length > 2 && lines[0]?.startsWith('|') && /^\|[-| :]+\|$/.test(lines[1] ?? '')) return table(lines)
  const start = lines.findIndex(line => /^[-*] /.test(line))
  if (start >= 0) {
    const items = lines.slice(start).join('\n').split(/^[-*] /m).filter(Boolean).map(item =>
      `<li>${spans(item.trim())}</li>`
    )
    return `${start > 0 ? `<p>${spans(lines.slice(0, start).join('\n'))}</p>` : ''}<ul>${items.join('')}</ul>`
  }
  return `<p>${spans(text)}</p>`
}

function table([head = '', , ...rows]: readonly string[]): string {
  const cells = (row: string): string[] =>
    row.replace(/^\||\|$/g, '').split(/(?<!\\)\|/).map(cell => spans(cell.trim().replaceAll(String.raw`\|`, '|')))
  const [header, body] = [cells(head), rows.map(cells)]
  return `<div class="wide" tabindex="0"><table><thead><tr>${
    header.map(cell => `<th scope="col">${cell}</th>`).join('')
  }</tr></thead><tbody>${
    body.map(row => `<tr>${row.map(cell => `<td>${cell}</td>`).join('')}</tr>`).join('')
  }</tbody></table></div>`
}

function spans(text: string): string {
  return text.split(/(`[^`]+`)/).map(part => (part.startsWith('`') && part.length > 2
    ? `<code>${escapeHtml(part.slice(1, -1))}</code>`
    : escapeHtml(part)
      .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
      .replace(/\[([^\]]+)\]\(((?:https:|\/|#)[^)\s]*)\)/g, '<a href="$2">$1</a>'))
  ).join('')
}
