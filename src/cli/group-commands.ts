import type { CommandGroup, CommandTable } from './command.ts'

/**
 * Puts commands that are named by two words, such as `system drift`, behind those that the group of the first word has.
 * Where nobody brings that group, it is made of them.
 * @throws Error when the group has a command of that name, when it is called for
 */
export function groupCommands(table: CommandTable): CommandTable {
  const added = new Map<string, Record<string, CommandTable[string]>>()
  const top: Record<string, CommandTable[string]> = {}
  for (const [name, load] of Object.entries(table)) {
    const [word = '', second] = name.split(' ')
    if (second === undefined) top[word] = load
    else added.set(word, { ...added.get(word), [second]: load })
  }
  for (const [word, commands] of added) {
    const loadGroup = top[word]
    top[word] = loadGroup === undefined
      ? () => Promise.resolve({ summary: `commands: ${Object.keys(commands).join(', ')}`, commands })
      : async () => addTo(word, await loadGroup() as CommandGroup, commands)
  }
  return top
}

function addTo(word: string, group: CommandGroup, added: CommandTable): CommandGroup {
  const twice = Object.keys(added).find(name => Object.hasOwn(group.commands, name))
  if (twice !== undefined) throw new Error(`satu ${word} has a second "${twice}"`)
  return { ...group, commands: { ...group.commands, ...added } }
}
