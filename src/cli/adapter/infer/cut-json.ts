/**
 * Makes a document of the beginning of one: ends it behind the last item of a list that is whole, and closes what is
 * open there. Undefined when no item is whole.
 */
export function closeJson(text: string): string | undefined {
  const open: string[] = []
  let inText = false
  let end: { at: number; closing: string } | undefined
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (inText) {
      if (char === '\\') at++
      else if (char === '"') inText = false
      continue
    }
    if (char === '"') inText = true
    else if (char === '{') open.push('}')
    else if (char === '[') open.push(']')
    else if (char === '}' || char === ']') {
      open.pop()
      // Items of lists, not of the lists within them: those stand in an item that is not whole.
      if (open.at(-1) === ']' && (end === undefined || open.length <= end.closing.length))
        end = { at: at + 1, closing: open.toReversed().join('') }
    }
  }
  if (open.length === 0) return text
  return end && text.slice(0, end.at) + end.closing
}
