import t from 'tap'
import type { Command, CommandGroup, CommandTable } from '../../src/cli/command.ts'
import { groupCommands } from '../../src/cli/group-commands.ts'

const command = (summary: string) => (): Promise<Command> =>
  Promise.resolve({ summary, usage: [], options: {}, run: () => Promise.resolve(0) })
const system = (): Promise<CommandGroup> =>
  Promise.resolve({ summary: 'systems', commands: { list: command('lists') } })
const groupOf = async (table: CommandTable, word: string): Promise<CommandGroup> => await table[word]!() as CommandGroup
const namesIn = async (table: CommandTable, word: string): Promise<string[]> =>
  Object.keys((await groupOf(table, word)).commands)

t.test('two words put a command behind those that the group has', async t => {
  const table = groupCommands({ 'system drift': command('drifts'), system, 'check': command('checks') })
  t.same(Object.keys(table), ['system', 'check'])
  t.same(await namesIn(table, 'system'), ['list', 'drift'])
})

t.test('a group that nobody brings is made of what hangs in it', async t => {
  const table = groupCommands({ 'system drift': command('drifts'), 'system shape': command('shapes') })
  t.same(await namesIn(table, 'system'), ['drift', 'shape'])
  t.equal((await groupOf(table, 'system')).summary, 'commands: drift, shape')
})

t.test('a second command of the same words is a mistake', async t => {
  await t.rejects(groupCommands({ system, 'system list': command('lists too') })['system']!(), /second "list"/)
})
