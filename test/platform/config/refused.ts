import t from 'tap'
import { placeOf, read } from './city-file.ts'

/** A mistake in a file that is right without it. */
export interface Mistake {
  name: string
  /** What to change in the good file: text and its replacement. */
  change: readonly (readonly [string, string])[]
  /** The text that the problem points at. */
  at: string
  path: string
  message: string | RegExp
  allowed?: readonly string[]
  env?: NodeJS.ProcessEnv
  /** How many problems the change makes; one when left out. */
  problems?: number
}

/** A test of each mistake: it is refused at its place, and as no more than it is. */
export function refuseEach(good: string, mistakes: readonly Mistake[]): void {
  for (const { name, change, at, path, message, allowed, env, problems: count = 1 } of mistakes) {
    t.test(`${name} is refused`, async t => {
      const source = change.reduce((text, [from, to]) => {
        if (!text.includes(from)) throw new Error(`not in the file: ${from}`)
        return text.replace(from, () => to)
      }, good)
      const { config, problems } = read(t, source, env && { env })
      t.equal(config, undefined)
      const found = problems.find(problem => problem.path === path)
      t.match(found, { ...placeOf(source, at), path }, 'at its place')
      t.equal(problems.length, count, 'one mistake is one problem')
      if (typeof message === 'string') t.equal(found?.message, message)
      else t.match(found?.message, message)
      if (allowed !== undefined) t.same(found?.allowed, allowed)
    })
  }
}
